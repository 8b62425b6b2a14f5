package io.penstock.prepare.rehearsal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQL that a preparation would run. */
public record SqlReport(String environment, List<DatabaseSql> databases) {

    /**
     * Of one database.
     *
     * @param rests what rested in the scratch copy, and in whose zone, as a sentence
     */
    public record DatabaseSql(String cluster, String database, String rests, List<StepSql> steps) {

        public DatabaseSql {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Of one step.
     *
     * @param approximate whether the step read data, so that its SQL may differ on other rows
     * @param error why it failed
     */
    public record StepSql(
            String step,
            String preparer,
            boolean approximate,
            List<String> statements,
            @Nullable String error) {

        public StepSql {
            statements = List.copyOf(statements);
        }
    }

    public SqlReport {
        databases = List.copyOf(databases);
    }

    /** Whether a step failed in the scratch copy. */
    public boolean failed() {
        return databases.stream().flatMap(database -> database.steps().stream()).anyMatch(step -> step.error() != null);
    }

    /** For people, as a script with remarks. */
    public String text() {
        List<String> lines = new ArrayList<>();
        for (DatabaseSql database : databases) {
            lines.add("-- " + environment + " " + database.cluster() + ": " + database.database());
            lines.add("-- " + database.rests());
            for (StepSql step : database.steps()) {
                lines.add("");
                lines.add("-- " + step.step() + " " + step.preparer()
                        + (step.approximate() ? " (approximate: it reads data)" : ""));
                step.statements().forEach(sql -> lines.add(sql.startsWith("-- ") ? sql : sql + ";"));
                if (step.error() != null) {
                    lines.add("-- FAILED: " + step.error().replace('\n', ' '));
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
