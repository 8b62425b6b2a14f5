package io.penstock.files;

/**
 * What a plan found or a run did. Files are everything but directories.
 *
 * @param unchanged files that are equal on both sides
 * @param added files that the target does not have
 * @param changed files whose content, type or link differs
 * @param attributes files whose permissions or owner alone differ
 * @param deleted files that only the target has and that are taken away
 * @param directories directories that were walked on the source
 * @param newDirectories of which the target does not have
 * @param retouched directories whose time, permissions or content changes
 * @param bytes content to copy
 * @param blocks disk space for it, rounded up per file
 * @param special fifos, sockets and devices, which are skipped
 * @param vanished files that went away while the source was read
 */
public record FileCounts(
        long unchanged,
        long added,
        long changed,
        long attributes,
        long deleted,
        long directories,
        long newDirectories,
        long retouched,
        long bytes,
        long blocks,
        long special,
        long vanished) {

    /** Whether the target already is as the source. */
    public boolean nothingToDo() {
        return added + changed + attributes + deleted + newDirectories + retouched == 0;
    }
}
