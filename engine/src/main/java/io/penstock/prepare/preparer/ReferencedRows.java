package io.penstock.prepare.preparer;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import io.penstock.prepare.PrepareProblem;
import io.penstock.prepare.preparer.TargetTable.Field;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the identifiers of rows that data sets name by their natural keys. For one thread. */
final class ReferencedRows {

    private final PreparationSession session;
    private final Map<RowsDeclaration.Reference, Map<String, String>> known = new HashMap<>();

    ReferencedRows(PreparationSession session) {
        this.session = session;
    }

    /** @throws PenstockException when there is no such row */
    String id(RowsDeclaration.Reference reference, String value) throws SQLException {
        Map<String, String> ids = known.computeIfAbsent(reference, each -> new HashMap<>());
        String found = ids.get(value);
        if (found == null) {
            TargetTable table = TargetTable.find(session, reference.table());
            Map<Field, @Nullable String> key = new LinkedHashMap<>();
            key.put(table.require(reference.key()), value);
            found = new TableRows(session, table, Optional.empty())
                    .value(key, table.require(reference.id()))
                    .flatMap(id -> id)
                    .orElseThrow(() -> new PenstockException(
                            PrepareProblem.STEP_INVALID,
                            "There is no row of " + reference.table() + " with " + reference.key() + " '" + value
                                    + "'.",
                            "Prepare it by a step before this one, or correct the name."));
            ids.put(value, found);
        }
        return found;
    }
}
