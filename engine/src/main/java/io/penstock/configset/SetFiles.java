package io.penstock.configset;

import java.io.IOException;
import java.util.List;

/** The files of a configuration set, wherever they stand. */
public interface SetFiles {

    /**
     * One file.
     *
     * @param name relative to the directory that was asked for, with {@code /}
     * @param shown the whole name, for people
     */
    record SetFile(String name, String shown, Content content) {}

    /** What stands in a file. */
    interface Content {
        byte[] read() throws IOException;
    }

    /** Where the set stands, for people. */
    String where();

    /** Whether the set has a directory of this name. */
    boolean has(String directory);

    /** All files below a directory of the set, in the order of their names; none when it is not there. */
    List<SetFile> below(String directory);
}
