package io.penstock.configset;

import io.penstock.database.RowScan;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Looks for forbidden contacts in the lines of files. Files that are no text, with a zero byte at their beginning, are left out. */
public final class FileContacts {

    private static final int BEGINNING = 8000;
    private static final int LONGEST_LINE = 1 << 20;

    /** What is cut out of a longer line is seen whole in the next piece. */
    private static final int OVERLAP = 1 << 12;

    private final ForbiddenContacts contacts;

    public FileContacts(ForbiddenContacts contacts) {
        this.contacts = contacts;
    }

    /** @param shown the file, for people */
    public void search(Path file, String shown) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                RowScan.Rows rows = contacts.begin(shown)) {
            in.mark(BEGINNING);
            for (byte each : in.readNBytes(BEGINNING)) {
                if (each == 0) {
                    return;
                }
            }
            in.reset();
            lines(in, rows);
        }
    }

    private static void lines(InputStream in, RowScan.Rows rows) throws IOException {
        byte[] line = new byte[1 << 10];
        int length = 0;
        int number = 1;
        for (int each = in.read(); each >= 0; each = in.read()) {
            if (each == '\n') {
                look(rows, line, length, number++);
                length = 0;
                continue;
            }
            if (length == LONGEST_LINE) {
                look(rows, line, length, number);
                System.arraycopy(line, length - OVERLAP, line, 0, OVERLAP);
                length = OVERLAP;
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = (byte) each;
        }
        look(rows, line, length, number);
    }

    private static void look(RowScan.Rows rows, byte[] line, int length, int number) {
        if (length > 0) {
            rows.field(0, line, 0, length);
            if (rows.endRow()) {
                rows.key(Optional.of("line " + number));
            }
        }
    }
}
