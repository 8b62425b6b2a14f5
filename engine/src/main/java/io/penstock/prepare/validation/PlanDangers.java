package io.penstock.prepare.validation;

import io.penstock.database.Catalog;
import io.penstock.database.Table;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.PreparationStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What steps that are going to run would do to the tables of a database as large as they are. */
public final class PlanDangers {

    private final Catalog catalog;

    public PlanDangers(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Of the SQL scripts of a step, for people; only what matters by the number of rows that the database estimates. */
    public List<String> notes(PreparationStep step, Cartridge cartridge) {
        List<String> notes = new ArrayList<>();
        for (String parameter : step.parameters()) {
            if (ScriptFaults.SCRIPT.matcher(parameter).matches()) {
                cartridge
                        .files()
                        .resource(parameter)
                        .map(script -> new String(script, StandardCharsets.UTF_8))
                        .ifPresent(script -> notes(step, parameter, script, notes));
            }
        }
        return notes;
    }

    private void notes(PreparationStep step, String file, String script, List<String> notes) {
        for (SqlDanger danger : SqlLint.of(SqlScript.statements(script))) {
            Optional<Table> table = catalog.find(danger.table());
            long rows = table.map(found -> catalog.tree(found).stream()
                            .mapToLong(Table::estimatedRows)
                            .sum())
                    .orElse(0L);
            if (danger.matters(rows)) {
                notes.add(step.name() + " (" + file + ":" + danger.line() + "): "
                        + danger.fault().code() + " " + danger.withSize(rows));
            }
        }
    }
}
