package io.penstock.git;

/**
 * A file of a commit.
 *
 * @param path relative to the directory that was asked for, with {@code /}
 * @param executable whether it may be run
 */
public record GitFile(String path, boolean executable, byte[] content) {}
