package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymProblem.COLUMN_TOO_NARROW;
import static io.penstock.pseudonym.PseudonymProblem.LINK_CLASH;
import static io.penstock.pseudonym.PseudonymProblem.MAP_UNKNOWN_COLUMN;
import static io.penstock.pseudonym.PseudonymProblem.PSEUDONYMIZER_UNFIT;

import io.penstock.Problem;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.Table;
import io.penstock.database.TypeParts;
import io.penstock.landscape.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks that each personal column can hold what its pseudonymizer gives. */
final class ColumnChecks {

    private final Workbench workbench;
    private final OwnClasses classes;
    private final List<Problem> problems;

    ColumnChecks(Workbench workbench, OwnClasses classes, List<Problem> problems) {
        this.workbench = workbench;
        this.classes = classes;
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
        if (!bound.recipe().fits(column)) {
            add(
                    bound,
                    PSEUDONYMIZER_UNFIT,
                    "`" + bound.recipe().label() + "` cannot fill " + bound.label() + " of type " + column.type() + ".",
                    "Use " + fitting(column) + ".");
            return;
        }
        if (bound.recipe() == Recipe.NULL && !column.nullable()) {
            add(
                    bound,
                    PSEUDONYMIZER_UNFIT,
                    bound.label() + " is NOT NULL and cannot become NULL.",
                    "Use " + fitting(column).replace("`null`, ", "") + ".");
        }
        if (bound.recipe() == Recipe.CONSTANT) {
            constant(bound);
        }
        if (bound.recipe() == Recipe.CONSTANT && column.parts() instanceof TypeParts.Labels labels) {
            label(bound, labels);
        }
        if (bound.recipe() == Recipe.PARTS) {
            parts(bound, bound.entry(), bound.leaf());
        }
        width(bound);
        others(table, bound, personal);
        link(bound, bound.entry());
        ownClass(bound, bound.entry());
    }

    private void ownClass(BoundColumn bound, Options.Entry entry) {
        String name = entry.options().type();
        String objection = name == null ? null : classes.objection(name);
        if (objection != null) {
            add(
                    bound,
                    PseudonymProblem.PSEUDONYMIZER_CLASS_UNFIT,
                    "the class " + name + " for " + bound.label() + " " + objection + ".",
                    "Correct the name, the class, or `pseudonymizers` in penstock.yaml, which names its jar.");
        }
        entry.options().paths().values().forEach(inner -> ownClass(bound, inner));
    }

    private static String fitting(Column column) {
        List<String> labels = new ArrayList<>();
        for (Recipe recipe : Recipe.values()) {
            if (recipe != Recipe.CLASS && recipe.fits(column)) {
                labels.add("`" + recipe.label() + "`");
            }
        }
        return "one of " + String.join(", ", labels);
    }

    private void constant(BoundColumn bound) {
        String value = Optional.ofNullable(bound.entry().options().value()).orElse("");
        Column column = bound.leaf();
        boolean tooLong = column.maxLength() > 0 && value.codePointCount(0, value.length()) > column.maxLength();
        if (tooLong || !value.matches(form(column.kind()))) {
            add(
                    bound,
                    PSEUDONYMIZER_UNFIT,
                    "the constant of " + bound.label() + " is no value of type " + column.type() + ".",
                    "Write one that the column can hold.");
        }
    }

    private void label(BoundColumn bound, TypeParts.Labels labels) {
        if (!labels.labels().contains(bound.entry().options().value())) {
            add(
                    bound,
                    PSEUDONYMIZER_UNFIT,
                    "the constant of " + bound.label() + " is no label of type "
                            + bound.column().type() + ".",
                    "Write one of: " + String.join(", ", labels.labels()) + ".");
        }
    }

    /** Fails closed: a field of a composite that the map does not mention is a problem, as a column is. */
    private void parts(BoundColumn bound, Options.Entry entry, Column column) {
        if (!(column.parts() instanceof TypeParts.Fields fields)) {
            return;
        }
        Options options = entry.options();
        Set<String> named = new TreeSet<>(options.paths().keySet());
        named.addAll(options.open());
        for (Column field : fields.fields()) {
            Options.Entry inner = options.paths().get(field.name());
            if (!named.remove(field.name())) {
                add(
                        bound,
                        PseudonymProblem.UNCLASSIFIED_COLUMN,
                        "field '" + field.name() + "' of " + bound.label() + " is neither personal nor public.",
                        "Add it to `parts` with a pseudonymizer, or as `public`.");
            } else if (inner != null && !inner.recipe().fits(field)) {
                add(
                        bound,
                        PSEUDONYMIZER_UNFIT,
                        "`" + inner.recipe().label() + "` cannot fill field '" + field.name() + "' of " + bound.label()
                                + " of type " + field.type() + ".",
                        "Use " + fitting(field) + ".");
            } else if (inner != null && inner.recipe() == Recipe.PARTS) {
                parts(bound, inner, field);
            }
        }
        List<String> known = fields.fields().stream().map(Column::name).toList();
        for (String name : named) {
            add(
                    bound,
                    MAP_UNKNOWN_COLUMN,
                    bound.label() + " of type " + column.type() + " has no field '" + name + "'"
                            + Nearest.clause(name, known),
                    "Correct the name.");
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
            case TEXT, XML, BINARY, ENUM, ARRAY, COMPOSITE, PAIRS, RANGE, SEARCH, LARGE_OBJECT, OTHER -> "(?s).*";
        };
    }

    private void width(BoundColumn bound) {
        int width = bound.width();
        boolean unique = workbench.scope(bound.entry()).unique();
        int needed = Widths.needed(bound.entry(), unique);
        if (bound.leaf().kind() == ColumnKind.TEXT && width > 0 && width < needed) {
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
        for (String name : bound.recipe() == Recipe.WORDS ? List.<String>of() : options.of()) {
            BoundColumn part = personal.get(name);
            boolean exists = table.column(name).isPresent();
            boolean text = bound.recipe() == Recipe.TEXT;
            boolean composed = part != null
                    && !part.entry().options().of().isEmpty()
                    && !(text && part.recipe() == Recipe.FULL_NAME);
            if (exists && (part == null || composed)) {
                add(
                        bound,
                        PSEUDONYMIZER_UNFIT,
                        bound.label() + (text ? " looks for '" : " is composed of '") + name + "', which is "
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
                        && !first.options()
                                .withoutColumns()
                                .canonical()
                                .equals(entry.options().withoutColumns().canonical());
        if (clash) {
            add(
                    bound,
                    LINK_CLASH,
                    bound.label() + " is linked by '" + entry.link() + "' to columns that another pseudonymizer"
                            + " or other options replace.",
                    "Give all columns of a link the same pseudonymizer and options.");
        }
        if (workbench.isHalfAnonymous(entry)) {
            add(
                    bound,
                    LINK_CLASH,
                    bound.label() + " is linked by '" + entry.options().link()
                            + "' to columns of which some are anonymous and others are not.",
                    "Make all tables of the link anonymous, or none, or name two links.");
        }
        entry.options().paths().values().forEach(inner -> link(bound, inner));
    }

    private void add(BoundColumn bound, PseudonymProblem code, String what, String remedy) {
        problems.add(new Problem(code, bound.place() + ": " + what, remedy));
    }
}
