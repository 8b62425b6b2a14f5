package io.penstock.prepare.rehearsal;

import io.penstock.PenstockException;
import io.penstock.database.Database;
import io.penstock.database.PreparationSession;
import io.penstock.database.RowSum;
import io.penstock.database.Snapshot;
import io.penstock.database.StructurePart;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TablePart;
import io.penstock.landscape.Throttle;
import io.penstock.prepare.PrepareProblem;
import io.penstock.run.Progress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that preparers can have changed in a database: the rows of its tables, its structure, and where its sequences stand. The registry of steps is left out, since each run writes to it.
 */
record Fingerprint(Map<TableName, RowSum> rows, Set<StructurePart> structure, Map<String, String> sequences) {

    private static final Set<String> REGISTRY = Set.of("PREPARATIONSTEP", "PREPARATIONATTEMPT", "CARTRIDGEINFORMATION");

    static Fingerprint of(Database database, PreparationSession session, Progress progress) {
        Map<TableName, RowSum> rows = new TreeMap<>();
        try (Snapshot snapshot = database.snapshot(1, Throttle.NONE);
                Progress.Activity activity = progress.begin("fingerprint", "of the scratch copy", 0)) {
            for (Table table : snapshot.catalog().tables()) {
                if (table.hasRows() && !isRegistry(table.name())) {
                    RowHashing hashing = new RowHashing();
                    for (TablePart part : snapshot.parts(table)) {
                        snapshot.scan(part, hashing, activity);
                    }
                    rows.put(table.name(), hashing.sum());
                }
            }
            activity.completed();
        }
        Set<StructurePart> structure = database.structure().stream()
                .filter(part -> !isRegistry(part.table()))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Fingerprint(rows, structure, sequences(session));
    }

    private static Map<String, String> sequences(PreparationSession session) {
        try {
            return session.sequences();
        } catch (SQLException e) {
            throw new PenstockException(
                    PrepareProblem.STEP_REGISTRY_UNUSABLE,
                    "The sequences of the scratch copy cannot be read: " + session.shown(e) + ".",
                    "Let the user of the database read its sequences.",
                    e);
        }
    }

    private static boolean isRegistry(TableName table) {
        return REGISTRY.contains(table.name().toUpperCase(Locale.ROOT));
    }

    /** What is different in a later one. */
    List<RehearsalReport.Difference> differences(Fingerprint later) {
        List<RehearsalReport.Difference> differences = new ArrayList<>();
        for (TableName table : both(rows.keySet(), later.rows.keySet())) {
            @Nullable RowSum before = rows.get(table);
            @Nullable RowSum after = later.rows.get(table);
            if (!Objects.equals(before, after)) {
                differences.add(new RehearsalReport.Difference(
                        "rows",
                        table.toString(),
                        before == null ? 0 : before.rows(),
                        after == null ? 0 : after.rows()));
            }
        }
        Set<TableName> shapes = new TreeSet<>();
        structure.stream().filter(part -> !later.structure.contains(part)).forEach(part -> shapes.add(part.table()));
        later.structure.stream().filter(part -> !structure.contains(part)).forEach(part -> shapes.add(part.table()));
        shapes.forEach(table -> differences.add(new RehearsalReport.Difference("structure", table.toString(), 0, 0)));
        for (String sequence : both(sequences.keySet(), later.sequences.keySet())) {
            if (!Objects.equals(sequences.get(sequence), later.sequences.get(sequence))) {
                differences.add(new RehearsalReport.Difference("sequence", sequence, 0, 0));
            }
        }
        return differences;
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
