package io.penstock.landscape;

/**
 * Where something stands in a file; prints as {@code penstock.yaml:12}.
 *
 * @param file the file as the user named it
 * @param line counted from 1
 */
public record Place(String file, int line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
