package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.backup.Backup;
import io.penstock.backup.BackupProblem;
import io.penstock.backup.Manifest;
import io.penstock.database.Database;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Marker;
import io.penstock.database.TableRule;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.pseudonym.BoundMap;
import java.util.Optional;

/** A backup in the place of the databases of an environment. */
final class BackupSource {

    private final Backup backup;

    BackupSource(Backup backup) {
        this.backup = backup;
    }

    String id() {
        return backup.manifest().id();
    }

    /** Makes sure that it holds what a sync from an environment would read. */
    void requireOf(String landscape, SyncRequest request) {
        Manifest manifest = backup.manifest();
        String lower = manifest.forEnvironment();
        if (!manifest.landscape().equals(landscape) || !manifest.environment().equals(request.source())) {
            throw new PenstockException(
                    BackupProblem.BACKUP_UNFIT,
                    "Backup " + manifest.id() + " is of " + manifest.landscape() + "/" + manifest.environment()
                            + ", not of " + landscape + "/" + request.source() + ".",
                    "Name a backup of the source: see penstock backup list " + request.source() + ".");
        }
        if (lower != null) {
            throw new PenstockException(
                    BackupProblem.BACKUP_UNFIT,
                    "Backup " + manifest.id() + " was pseudonymized for " + lower
                            + " when it was made; a sync would replace its pseudonyms by others.",
                    "Run: penstock restore " + request.target() + " --from " + manifest.id() + ".");
        }
    }

    /** @param target beside which its structure is made */
    Database open(ClusterType type, DatabaseAddress address, Database target, Databases databases) {
        return databases.dialect(address.url()).stored(backup.database(content(type)), target);
    }

    /** The mark that the database had, with the seal of its rows. */
    Optional<Marker> marker(ClusterType type) {
        return Optional.of(new Marker(
                backup.manifest().landscape() + "/" + backup.manifest().environment() + "/" + type.label(),
                content(type).seal()));
    }

    private Manifest.DatabaseContent content(ClusterType type) {
        return backup.manifest().clusters().stream()
                .filter(cluster -> cluster.cluster().equals(type.label()))
                .flatMap(cluster -> Optional.ofNullable(cluster.database()).stream())
                .findFirst()
                .orElseThrow(() -> new PenstockException(
                        BackupProblem.BACKUP_UNFIT,
                        "Backup " + backup.manifest().id() + " holds no database of the cluster " + type.label() + ".",
                        "Name a cluster that it holds with --cluster."));
    }

    /** Which rows stay as they are is a question to the database that holds them. */
    void requireNoQuestions(BoundMap map) {
        boolean computes = map.rules().values().stream()
                .anyMatch(rule -> rule instanceof TableRule.Rewritten rewritten
                        && (rewritten.rewriter().keep().isPresent()
                                || !rewritten.rewriter().computations().isEmpty()));
        if (computes || !map.accounts().isEmpty()) {
            throw new PenstockException(
                    DatabaseProblem.BACKUP_NOT_ASKABLE,
                    "The personal-data map keeps rows or accounts by a condition, or computes values with SQL, and no database can be asked about the rows of backup "
                            + backup.manifest().id() + ".",
                    "Make a backup with --for the lower environment, which pseudonymizes where the rows stand, and restore that.");
        }
    }
}
