package io.penstock.pseudonym;

import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.Derivation;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what would make personal values anew beside the columns that the map knows of: triggers and rules that copy a personal column into one that is
 * not. Shows names alone, never an expression.
 */
final class DerivedValues {

    private static final Pattern TEXT_WITH_LETTERS = Pattern.compile("'[^']*\\p{L}[^']*'");

    private static final Set<String> ROWS = Set.of("new", "old");

    private final Catalog catalog;
    private final Map<TableName, Map<String, BoundColumn>> personal;
    private final Set<TableName> empty;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();

    /** @param personal all personal columns, by table and name */
    DerivedValues(Catalog catalog, Map<TableName, Map<String, BoundColumn>> personal, Set<TableName> empty) {
        this.catalog = catalog;
        this.personal = personal;
        this.empty = empty;
    }

    List<Problem> problems() {
        return problems;
    }

    List<Problem> notes() {
        return notes;
    }

    void judge(Derivation derivation) {
        switch (derivation.kind()) {
            case GENERATED -> generated(derivation);
            case DEFAULT -> byDefault(derivation);
            case TRIGGER, RULE -> written(derivation);
        }
    }

    private Set<String> personalOf(TableName table) {
        return personal.getOrDefault(table, Map.of()).keySet();
    }

    private void generated(Derivation derivation) {
        Set<String> read = new LinkedHashSet<>(
                SqlTokens.of(Optional.ofNullable(derivation.text()).orElse("")));
        Set<String> from = new LinkedHashSet<>(personalOf(derivation.table()));
        from.removeIf(column -> !read.contains(column));
        if (!from.isEmpty()) {
            notes.add(new Problem(
                    PseudonymProblem.COLUMN_DERIVED,
                    "The " + derivation.name() + " is computed from " + String.join(", ", from)
                            + ", in a copy from the pseudonyms.",
                    "It needs no entry; see whether testers can work with that."));
        }
    }

    private void byDefault(Derivation derivation) {
        String text = Optional.ofNullable(derivation.text()).orElse("");
        boolean literal = TEXT_WITH_LETTERS.matcher(text).find()
                && !text.toLowerCase(Locale.ROOT).contains("nextval");
        if (literal && personalOf(derivation.table()).contains(derivation.column())) {
            notes.add(new Problem(
                    PseudonymProblem.DEFAULT_HOLDS_TEXT,
                    "The " + derivation.name() + ", a personal column, holds a text; structure comes down as it is.",
                    "See that it is nobody's."));
        }
    }

    private void written(Derivation derivation) {
        String text = derivation.text();
        boolean matters = !personalOf(derivation.table()).isEmpty();
        if (text == null) {
            if (matters) {
                unread(derivation, "is compiled");
            }
            return;
        }
        Statements statements = new Statements(SqlTokens.of(text));
        if (statements.isDynamic() && matters) {
            unread(derivation, "puts statements together when it runs");
        }
        Set<String> variables = tainted(derivation, statements);
        Set<String> found = new LinkedHashSet<>();
        for (Statements.Write write : statements.writes()) {
            if (isWholeRow(write)) {
                found.addAll(copiedRow(derivation, write));
            } else if (isTainted(derivation, write, variables)) {
                target(derivation, write, write.position()).ifPresent(found::add);
            }
        }
        for (String column : found) {
            problems.add(new Problem(
                    PseudonymProblem.PERSONAL_VALUE_COPIED,
                    "The " + derivation.name() + " copies personal values of " + derivation.table() + " into " + column
                            + ", which the map does not call personal.",
                    "Give that column a pseudonymizer, or declare its table empty."));
        }
    }

    private void unread(Derivation derivation, String why) {
        notes.add(new Problem(
                PseudonymProblem.TRIGGER_UNREAD,
                "The " + derivation.name() + " works on personal columns and " + why
                        + ", so that it cannot be seen where it copies them.",
                "Look into it, and classify what it writes."));
    }

    private Set<String> tainted(Derivation derivation, Statements statements) {
        Set<String> variables = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Statements.Write write : statements.writes()) {
                if (write.table().isEmpty() && isTainted(derivation, write, variables)) {
                    more |= variables.add(write.column());
                }
            }
        }
        return variables;
    }

    private boolean isTainted(Derivation derivation, Statements.Write write, Set<String> variables) {
        Set<String> own = personalOf(derivation.table());
        Set<String> others = new HashSet<>();
        for (int i = 0; i < write.statement().size(); i++) {
            tableAt(write.statement(), i).ifPresent(table -> others.addAll(personalOf(table.name())));
        }
        List<String> from = write.from();
        for (int i = 0; i < from.size(); i++) {
            String token = from.get(i);
            boolean ofRow = i >= 2 && from.get(i - 1).equals(".") && ROWS.contains(from.get(i - 2));
            boolean named = !ofRow && (variables.contains(token) || others.contains(token));
            boolean all = !ofRow
                    && token.equals("*")
                    && !others.isEmpty()
                    && i > 0
                    && !from.get(i - 1).equals("(");
            if (named || all || ROWS.contains(token) && holdsPersonal(own, from, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code NEW} or {@code OLD} stands for something personal: a column that is, or the whole row. */
    private static boolean holdsPersonal(Set<String> own, List<String> from, int at) {
        boolean field = at + 2 < from.size() && from.get(at + 1).equals(".");
        String column = field ? from.get(at + 2) : "*";
        return column.equals("*") ? !own.isEmpty() : own.contains(column);
    }

    private static boolean isWholeRow(Statements.Write write) {
        return write.column().isEmpty()
                && List.of(List.of("new", ".", "*"), List.of("old", ".", "*")).contains(write.from());
    }

    /** {@code INSERT INTO … SELECT NEW.*}: each column has its place. */
    private List<String> copiedRow(Derivation derivation, Statements.Write write) {
        List<String> copied = new ArrayList<>();
        int place = write.position();
        for (Column column :
                catalog.table(derivation.table()).map(Table::columns).orElse(List.of())) {
            if (personalOf(derivation.table()).contains(column.name())) {
                target(derivation, write, place).ifPresent(copied::add);
            }
            place++;
        }
        return copied;
    }

    private Optional<Table> tableAt(List<String> tokens, int at) {
        String after = at == 0 ? "" : tokens.get(at - 1);
        if (!Set.of("from", "join", "update", "into", ",", "only").contains(after)) {
            return Optional.empty();
        }
        boolean qualified = at + 2 < tokens.size() && tokens.get(at + 1).equals(".");
        return catalog.find(qualified ? tokens.get(at) + "." + tokens.get(at + 2) : tokens.get(at));
    }

    /** The column that is written, when its values come down as they are. */
    private Optional<String> target(Derivation derivation, Statements.Write write, int position) {
        if (write.table().isEmpty()) {
            return Optional.empty();
        }
        Optional<Table> table =
                write.table().equals("new") ? catalog.table(derivation.table()) : catalog.find(write.table());
        if (table.isEmpty() || empty.contains(table.get().name())) {
            return Optional.empty();
        }
        List<Column> columns = table.get().columns();
        String name = write.column();
        if (name.isEmpty() && position >= 0 && position < columns.size()) {
            name = columns.get(position).name();
        }
        boolean known =
                table.get().column(name).filter(column -> !column.generated()).isPresent();
        return known && !personalOf(table.get().name()).contains(name)
                ? Optional.of(table.get().name() + "." + name)
                : Optional.empty();
    }
}
