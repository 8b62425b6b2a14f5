package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymProblem.COLUMN_TOO_NARROW;
import static io.penstock.pseudonym.PseudonymProblem.LINK_CLASH;
import static io.penstock.pseudonym.PseudonymProblem.MAP_UNKNOWN_COLUMN;
import static io.penstock.pseudonym.PseudonymProblem.PSEUDONYMIZER_UNFIT;

import io.penstock.Problem;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.Table;
import io.penstock.landscape.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks that each personal column can hold what its pseudonymizer gives. */
final class ColumnChecks {

    private final Workbench workbench;
    private final List<Problem> problems;

    ColumnChecks(Workbench workbench, List<Problem> problems) {
        this.workbench = workbench;
        this.problems = problems;
    }

    void check(Table table, BoundColumn bound, Map<String, BoundColumn> personal) {
        Column column = bound.column();
        if (column.generated()) {
            add(
                    bound,
                    PSEUDONYMIZER_UNFIT,
                    bound.label() + " is computed by the database and cannot be replaced.",
                    "Classify the columns that it is computed from, and remove it from the map.");
            return;
        }
        if (!bound.recipe().fits(column.kind())) {
            add(
                    bound,
                    PSEUDONYMIZER_UNFIT,
                    "`" + bound.recipe().label() + "` cannot fill " + bound.label() + " of type " + column.type() + ".",
                    "Use " + fitting(column.kind()) + ".");
            return;
        }
        if (bound.recipe() == Recipe.NULL && !column.nullable()) {
            add(
                    bound,
                    PSEUDONYMIZER_UNFIT,
                    bound.label() + " is NOT NULL and cannot become NULL.",
                    "Use " + fitting(column.kind()).replace("`null`, ", "") + ".");
        }
        if (bound.recipe() == Recipe.CONSTANT) {
            constant(bound);
        }
        width(bound);
        others(table, bound, personal);
        link(bound, bound.entry());
    }

    private static String fitting(ColumnKind kind) {
        List<String> labels = new ArrayList<>();
        for (Recipe recipe : Recipe.values()) {
            if (recipe.fits(kind)) {
                labels.add("`" + recipe.label() + "`");
            }
        }
        return "one of " + String.join(", ", labels);
    }

    private void constant(BoundColumn bound) {
        String value = Optional.ofNullable(bound.entry().options().value()).orElse("");
        Column column = bound.column();
        boolean tooLong = column.maxLength() > 0 && value.codePointCount(0, value.length()) > column.maxLength();
        if (tooLong || !value.matches(form(column.kind()))) {
            add(
                    bound,
                    PSEUDONYMIZER_UNFIT,
                    "the constant of " + bound.label() + " is no value of type " + column.type() + ".",
                    "Write one that the column can hold.");
        }
    }

    /** What a constant must look like; the database decides on the rest. */
    private static String form(ColumnKind kind) {
        return switch (kind) {
            case INTEGER -> "-?[0-9]{1,19}";
            case DECIMAL -> "-?[0-9]+(\\.[0-9]+)?";
            case FLOAT -> "-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?";
            case BOOLEAN -> "(?i)true|false|t|f";
            case DATE -> "[0-9]{4}-[0-9]{2}-[0-9]{2}";
            case TIME -> "[0-9]{2}:[0-9]{2}(:[0-9]{2}.*)?";
            case TIMESTAMP -> "[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}.*)?";
            case UUID -> "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
            case NETWORK -> "[0-9a-fA-F.:]+(/[0-9]{1,3})?";
            case JSON -> "(?s)\\s*([{\\[\"0-9-]|true|false|null).*";
            case TEXT, XML, BINARY, ENUM, ARRAY, LARGE_OBJECT, OTHER -> "(?s).*";
        };
    }

    private void width(BoundColumn bound) {
        int width = bound.column().maxLength();
        boolean unique = workbench.scope(bound.entry()).unique();
        int needed = Widths.needed(bound.entry(), unique);
        if (bound.column().kind() == ColumnKind.TEXT && width > 0 && width < needed) {
            String why = unique
                    ? " to stay unique in every column of the link '"
                            + bound.entry().link() + "'"
                    : "";
            add(
                    bound,
                    COLUMN_TOO_NARROW,
                    bound.label() + " has " + width + " characters, but `"
                            + bound.recipe().label() + "` needs " + needed + why + ".",
                    "Widen the column, or use "
                            + (unique ? "`code`, which keeps the length." : "`redact` or `empty`."));
        }
    }

    /** The other columns of the row that options name. */
    private void others(Table table, BoundColumn bound, Map<String, BoundColumn> personal) {
        Options options = bound.entry().options();
        List<String> names = new ArrayList<>(options.of());
        if (options.per() != null) {
            names.add(options.per());
        }
        for (String name : names) {
            if (table.column(name).isEmpty()) {
                List<String> known = table.columns().stream().map(Column::name).toList();
                add(
                        bound,
                        MAP_UNKNOWN_COLUMN,
                        bound.label() + " refers to a column '" + name + "' that the table does not have"
                                + Nearest.clause(name, known),
                        "Correct the name.");
            }
        }
        for (String name : options.of()) {
            BoundColumn part = personal.get(name);
            boolean exists = table.column(name).isPresent();
            if (exists && (part == null || !part.entry().options().of().isEmpty())) {
                add(
                        bound,
                        PSEUDONYMIZER_UNFIT,
                        bound.label() + " is composed of '" + name + "', which is "
                                + (part == null ? "not personal." : "itself composed."),
                        "Name personal columns that hold the parts.");
            }
        }
    }

    private void link(BoundColumn bound, Options.Entry entry) {
        Options.Entry first = workbench.scope(entry).first();
        boolean named = entry.options().link() != null || first.options().link() != null;
        boolean clash = first.recipe().family() != entry.recipe().family()
                || named
                        && !kin(first.options())
                                .canonical()
                                .equals(kin(entry.options()).canonical());
        if (clash) {
            add(
                    bound,
                    LINK_CLASH,
                    bound.label() + " is linked by '" + entry.link() + "' to columns that another pseudonymizer"
                            + " or other options replace.",
                    "Give all columns of a link the same pseudonymizer and options.");
        }
        entry.options().paths().values().forEach(inner -> link(bound, inner));
    }

    /** The options that decide about a pseudonym; names of columns differ from table to table. */
    private static Options kin(Options options) {
        Locale locale = options.locale();
        return new Options(
                locale,
                options.domain(),
                null,
                options.country(),
                options.within(),
                null,
                List.of(),
                options.value(),
                options.paths());
    }

    private void add(BoundColumn bound, PseudonymProblem code, String what, String remedy) {
        problems.add(new Problem(code, bound.place() + ": " + what, remedy));
    }
}
