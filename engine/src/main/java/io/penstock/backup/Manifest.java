package io.penstock.backup;

import io.penstock.database.RowSum;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself. Holds no value of a row.
 *
 * @param form of the backup; this version knows {@link #FORM}
 * @param role of the environment: {@code production} or {@code test}
 * @param forEnvironment the lower environment that it was made for; absent when it was made for its own
 * @param content {@link #RAW} or {@link #PSEUDONYMIZED}
 * @param madeAt ISO-8601 in UTC
 * @param madeBy user and machine
 * @param run the run that made it
 * @param version of Penstock
 * @param keyId which key it is encrypted with
 * @param mapVersion of the personal-data map that was applied; absent in a raw one
 * @param pseudonymKeyId which key made its pseudonyms; absent in a raw one
 */
public record Manifest(
        int form,
        String id,
        String landscape,
        String environment,
        String role,
        @Nullable String forEnvironment,
        String content,
        String madeAt,
        String madeBy,
        String run,
        String version,
        String keyId,
        @Nullable String mapVersion,
        @Nullable String pseudonymKeyId,
        List<ClusterContent> clusters,
        List<String> warnings) {

    /** The form that this version writes and reads. */
    public static final int FORM = 1;

    /** Holds personal values, and belongs into the zone of the environment that it was taken from. */
    public static final String RAW = "raw";

    public static final String PSEUDONYMIZED = "pseudonymized";

    /** What is held of one cluster. */
    public record ClusterContent(
            String cluster,
            @Nullable DatabaseContent database,
            @Nullable FilesContent files) {}

    /**
     * @param from where it was read, for people
     * @param version of the server
     * @param snapshotAt when all readers saw it, ISO-8601 in UTC
     * @param seal of the rows, for the marker of a database that they are restored to; absent for raw ones
     */
    public record DatabaseContent(
            String product,
            String version,
            int majorVersion,
            String from,
            String snapshotAt,
            @Nullable String seal,
            ObjectContent structure,
            List<TableContent> tables,
            long largeObjects,
            @Nullable ObjectContent largeObjectPart) {}

    /** @param treatment {@code as is}, {@code pseudonymized} or {@code empty} */
    public record TableContent(
            String schema, String table, String treatment, long rows, String sum, List<PartContent> parts) {}

    /** @param bytes about so many in the source */
    public record PartContent(long bytes, long rows, String sum, ObjectContent object) {

        /** Over all columns, as they stand in the backup. */
        public RowSum rowSum() {
            return new RowSum(
                    rows,
                    Long.parseUnsignedLong(sum.substring(0, 16), 16),
                    Long.parseUnsignedLong(sum.substring(16), 16));
        }
    }

    /**
     * The files of a shared file system, which list themselves with sizes and hashes.
     *
     * @param bytes of all files together
     */
    public record FilesContent(
            String from, List<String> directories, long files, long bytes, List<ObjectContent> objects) {}

    /**
     * @param bytes as they rest in the store
     * @param sha256 of these, in hexadecimal digits
     */
    public record ObjectContent(String name, long bytes, String sha256) {}

    /** All objects but the manifest itself. */
    public List<ObjectContent> objects() {
        List<ObjectContent> all = new ArrayList<>();
        for (ClusterContent cluster : clusters) {
            DatabaseContent database = cluster.database();
            if (database != null) {
                all.add(database.structure());
                database.tables().forEach(table -> table.parts().forEach(part -> all.add(part.object())));
                if (database.largeObjectPart() != null) {
                    all.add(database.largeObjectPart());
                }
            }
            if (cluster.files() != null) {
                all.addAll(cluster.files().objects());
            }
        }
        return all;
    }

    /** Of all databases. */
    public long rows() {
        long rows = 0;
        for (ClusterContent cluster : clusters) {
            DatabaseContent database = cluster.database();
            if (database != null) {
                rows += database.tables().stream().mapToLong(TableContent::rows).sum();
            }
        }
        return rows;
    }

    /** In the store. */
    public long bytes() {
        return objects().stream().mapToLong(ObjectContent::bytes).sum();
    }

    public boolean isRaw() {
        return !content.equals(PSEUDONYMIZED);
    }

    /** The environment that it may be restored to: the one that it was made for. */
    public String home() {
        return forEnvironment == null ? environment : forEnvironment;
    }

    /** A sum as a manifest writes it. */
    public static String text(RowSum sum) {
        return "%016x%016x".formatted(sum.high(), sum.low());
    }
}
