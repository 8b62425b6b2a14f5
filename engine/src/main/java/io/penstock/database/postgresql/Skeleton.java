package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.ScratchFolder;
import io.penstock.database.StoredDatabase;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A database beside a target that has the structure of a backed-up one and no row. So a backup is a source like any other: what asks about structure asks this one,
 * and rows are read from the backup.
 */
final class Skeleton implements AutoCloseable {

    private final PostgresDatabase target;
    private final String name;
    private final StoredDatabase backup;

    private Skeleton(PostgresDatabase target, String name, StoredDatabase backup) {
        this.target = target;
        this.name = name;
        this.backup = backup;
    }

    /**
     * What is neither structure nor rows.
     *
     * @param hasPublic whether there is a schema of that name, which every new database has
     * @param filled materialized views that hold rows, in the order in which they can be filled
     */
    record Beside(boolean hasPublic, Map<String, Sequences.Position> sequences, List<String> filled) {

        private static final int FORM = 1;

        static Beside read(Connection session) throws SQLException {
            return new Beside(
                    Sql.one(
                            session,
                            "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'public')",
                            row -> row.getBoolean(1)),
                    Sequences.positions(session),
                    MaterializedViews.filled(session));
        }

        void write(DataOutputStream out) throws IOException {
            out.writeByte(FORM);
            out.writeBoolean(hasPublic);
            out.writeInt(sequences.size());
            for (Map.Entry<String, Sequences.Position> sequence : sequences.entrySet()) {
                out.writeUTF(sequence.getKey());
                out.writeLong(sequence.getValue().last());
                out.writeBoolean(sequence.getValue().called());
            }
            out.writeInt(filled.size());
            for (String view : filled) {
                out.writeUTF(view);
            }
        }

        static Beside read(DataInputStream in) throws IOException {
            int form = in.readByte();
            if (form != FORM) {
                throw new IOException("its structure is of form " + form + ", which this version does not know");
            }
            boolean hasPublic = in.readBoolean();
            Map<String, Sequences.Position> sequences = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                sequences.put(in.readUTF(), new Sequences.Position(in.readLong(), in.readBoolean()));
            }
            List<String> filled = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                filled.add(in.readUTF());
            }
            return new Beside(hasPublic, sequences, filled);
        }

        void restore(Connection session) throws SQLException {
            if (!hasPublic) {
                Sql.run(session, "DROP SCHEMA IF EXISTS public");
            }
            for (Map.Entry<String, Sequences.Position> sequence : sequences.entrySet()) {
                Sequences.set(
                        session,
                        sequence.getKey(),
                        sequence.getValue().last(),
                        sequence.getValue().called());
            }
            for (String view : filled) {
                Sql.run(session, "REFRESH MATERIALIZED VIEW " + view);
            }
        }
    }

    /** @return a source that removes the skeleton when it is closed */
    static PostgresDatabase make(PostgresDatabase target, StoredDatabase backup) {
        int version = target.facts().majorVersion();
        requireFit(target, backup);
        String name = new Siblings(target.facts().database()).skeleton();
        Skeleton skeleton = new Skeleton(target, name, backup);
        Sessions sessions = target.sessions().on(name);
        try {
            skeleton.maintaining(maintenance -> {
                new Siblings(target.facts().database()).dropDeadSkeletons(maintenance);
                new ShadowDatabase(maintenance, target.facts().database(), name).create();
            });
            PostgresDatabase made = PostgresDatabase.open(sessions, target.scratch());
            made.standsFor(skeleton);
            try {
                skeleton.fill(sessions, made, Tools.find(version), version);
                return made;
            } catch (RuntimeException e) {
                PostgresDatabase.closeQuietly(made.connection());
                throw e;
            }
        } catch (RuntimeException e) {
            try {
                skeleton.close();
            } catch (PenstockException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private static void requireFit(PostgresDatabase target, StoredDatabase backup) {
        List<Problem> problems = new ArrayList<>();
        if (!backup.product().equals(target.facts().product())) {
            problems.add(new Problem(
                    DatabaseProblem.DATABASES_DIFFER,
                    backup.name() + " is of a " + backup.product() + " database, and the target is one of "
                            + target.facts().product() + ".",
                    "A backup is restored into the product that it was taken from."));
        } else if (backup.majorVersion() > target.facts().majorVersion()) {
            problems.add(new Problem(
                    DatabaseProblem.VERSION_UNSUPPORTED,
                    target.sessions().where() + " runs PostgreSQL "
                            + target.facts().version() + ", older than version " + backup.majorVersion() + " of "
                            + backup.name() + ".",
                    "Restore it into a server of that version or a newer one."));
        }
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
    }

    private void fill(Sessions sessions, PostgresDatabase made, Tools tools, int version) {
        try (ScratchFolder scratch = ScratchFolder.make(target.scratch());
                DataInputStream in = new DataInputStream(backup.structure())) {
            Beside beside = Beside.read(in);
            try (Archive archive = Archive.of(tools, in, scratch, "backup")) {
                archive.restoreBeforeRows(sessions, version);
                PostgresDatabase.asking("restoring the structure of " + backup.name(), sessions.where(), () -> {
                    for (String sql : archive.afterRows().values()) {
                        Sql.run(made.connection(), sql);
                    }
                    beside.restore(made.connection());
                    return true;
                });
            }
        } catch (IOException e) {
            throw PostgresBackup.unreadable(backup.name(), e);
        }
    }

    /** What the skeleton cannot know: how much there is. */
    static Catalog catalog(Catalog read, StoredDatabase backup) {
        List<Table> tables = read.tables().stream()
                .map(table -> sized(table, backup.parts(table.name()), backup))
                .toList();
        return new Catalog(tables, read.foreignKeys(), read.searchPath(), backup.largeObjects());
    }

    private static Table sized(Table table, List<TablePart> parts, StoredDatabase backup) {
        return new Table(
                table.name(),
                table.kind(),
                table.columns(),
                table.uniqueKeys(),
                table.parents(),
                parts.stream().mapToLong(part -> backup.sum(part).rows()).sum(),
                parts.stream().mapToLong(TablePart::bytes).sum(),
                table.partitionKey());
    }

    StoredDatabase backup() {
        return backup;
    }

    /** Work in the maintenance database. */
    @FunctionalInterface
    private interface Maintenance {
        void on(Connection session) throws SQLException;
    }

    private void maintaining(Maintenance work) {
        Connection session = target.sessions().on(Sessions.MAINTENANCE_DATABASE).open();
        try {
            PostgresDatabase.asking(
                    "keeping the structure of " + backup.name(),
                    target.sessions().where(),
                    () -> {
                        work.on(session);
                        return true;
                    });
        } finally {
            PostgresDatabase.closeQuietly(session);
        }
    }

    @Override
    public void close() {
        maintaining(session -> Siblings.drop(session, name));
    }
}
