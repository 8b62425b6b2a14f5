package io.penstock.files;

/**
 * One line of a plan.
 *
 * @param path relative to the root; line breaks and bytes that are no UTF-8 are shown escaped, a directory ends with {@code /}
 * @param bytes what will be copied for it
 */
public record FileChange(ChangeReason reason, String path, long bytes) {}
