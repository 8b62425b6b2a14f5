package io.penstock.database;

import io.penstock.PenstockException;
import io.penstock.landscape.DatabaseAddress;
import java.util.List;
import java.util.stream.Collectors;

/** The way one database product is spoken to. Each vendor has one implementation, in a package of its own; all pass one contract test. */
public interface Dialect {

    /**
     * The dialect of a JDBC URL.
     *
     * @throws PenstockException DATABASE-UNKNOWN
     */
    static Dialect of(String url, List<Dialect> known) {
        return known.stream()
                .filter(dialect -> dialect.speaks(url))
                .findFirst()
                .orElseThrow(() -> new PenstockException(
                        DatabaseProblem.DATABASE_UNKNOWN,
                        "No database product is known for a url that begins with "
                                + url.substring(0, Math.min(url.length(), url.indexOf(':', 5) + 1)) + ".",
                        "Known are: " + known.stream().map(Dialect::product).collect(Collectors.joining(", ")) + "."));
    }

    /** The product's name as people write it, such as {@code PostgreSQL}. */
    String product();

    /** Whether a JDBC URL belongs to this product. */
    boolean speaks(String url);

    /**
     * Reaches a database.
     *
     * @param url the JDBC URL to use: that of {@code address} or that of its standby
     * @param purpose shown by the server beside the session, such as {@code penstock sync prd uat}
     * @throws io.penstock.PenstockException when it cannot be reached, does not exist or refuses the login
     */
    Database open(DatabaseAddress address, String url, String purpose);

    /**
     * Reaches a database to prepare it.
     *
     * @throws io.penstock.PenstockException as {@link #open} does
     */
    PreparationSession prepare(DatabaseAddress address, String purpose);

    /**
     * What writes a snapshot of this product into a backup.
     *
     * @throws PenstockException BACKUP-UNSUPPORTED
     */
    default DatabaseBackup backup(Snapshot snapshot) {
        throw backupUnsupported();
    }

    /**
     * A source whose rows are those of a backup. Its structure is made as an empty database of its own beside {@code target}, under a name that nothing else has; it
     * holds no row, and is removed when the result is closed. Rows can be read and rewritten, and nothing be asked about them.
     *
     * @throws PenstockException BACKUP-UNSUPPORTED
     */
    default Database stored(StoredDatabase backup, Database target) {
        throw backupUnsupported();
    }

    private PenstockException backupUnsupported() {
        return new PenstockException(
                DatabaseProblem.BACKUP_UNSUPPORTED,
                "Databases of " + product() + " cannot be backed up or restored.",
                "Back them up with the tools of the product; penstock backup knows PostgreSQL.");
    }
}
