package io.penstock.prepare.cartridge;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The version of {@code migration-to-<version>.properties}: one to four decimal parts, compared as numbers, so that 7.10 comes after 7.9. Missing parts count as 0.
 *
 * @param written as in the name of the file
 */
public record MigrationVersion(List<BigInteger> parts, String written) implements Comparable<MigrationVersion> {

    private static final Pattern FORM = Pattern.compile("\\d{1,18}(?:\\.\\d{1,18}){0,3}");
    private static final int PARTS = 4;

    public MigrationVersion {
        parts = List.copyOf(parts);
    }

    /** Reads a version; empty when it is none. */
    public static Optional<MigrationVersion> of(String written) {
        return FORM.matcher(written).matches()
                ? Optional.of(new MigrationVersion(
                        Arrays.stream(written.split("\\.")).map(BigInteger::new).toList(), written))
                : Optional.empty();
    }

    @Override
    public int compareTo(MigrationVersion other) {
        for (int i = 0; i < PARTS; i++) {
            int compared = part(i).compareTo(other.part(i));
            if (compared != 0) {
                return compared;
            }
        }
        return written.compareTo(other.written);
    }

    private BigInteger part(int index) {
        return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
    }

    @Override
    public String toString() {
        return written;
    }
}
