package io.penstock.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and hashes what goes to rest. */
final class Tally extends FilterOutputStream {

    private final MessageDigest digest = digest();
    private long bytes;

    Tally(OutputStream to) {
        super(to);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        digest.update(from, offset, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    /** Of all that was written; called once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
