package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymProblem.MAP_INVALID;
import static io.penstock.pseudonym.PseudonymProblem.MAP_UNKNOWN_COLUMN;
import static io.penstock.pseudonym.PseudonymProblem.MAP_UNKNOWN_TABLE;

import io.penstock.Problem;
import io.penstock.ProblemCode;
import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.Condition;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.landscape.Nearest;
import io.penstock.landscape.Place;
import io.penstock.pseudonym.account.Account;
import io.penstock.pseudonym.account.KeptAccounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a map says about each table and column of a database. Partitions and children inherit what their parents' entries say. */
final class Classification {

    /** What the map says about a column. */
    sealed interface Verdict {
        record Personal(TableEntry.Personal personal) implements Verdict {}

        record Public() implements Verdict {}

        record Unclassified() implements Verdict {}
    }

    private final Catalog catalog;
    private final List<Problem> problems;
    private final Map<TableName, Table> tables = new HashMap<>();
    private final CatalogNames names;
    private final OtherDatabases others;
    private final Map<TableName, TableEntry> entries = new HashMap<>();

    Classification(Catalog catalog, OtherDatabases others, List<TableEntry> map, List<Problem> problems) {
        this.catalog = catalog;
        this.names = new CatalogNames(catalog);
        this.others = others;
        this.problems = problems;
        catalog.tables().forEach(table -> tables.put(table.name(), table));
        map.forEach(this::place);
    }

    /** Finds the table and the columns that an entry means. */
    private void place(TableEntry entry) {
        Optional<Table> table = catalog.find(entry.name());
        if (table.isEmpty()) {
            if (!others.haveTable(entry.name())) {
                String what = "the map names a table '" + entry.name() + "' that does not exist" + others.asked()
                        + Nearest.clause(entry.name(), names.tables());
                problem(entry.place(), MAP_UNKNOWN_TABLE, what, "Correct the name, or remove the entry.");
            }
            return;
        }
        Set<String> columns = names.columns(table.get());
        Map<String, TableEntry.Personal> personal = new HashMap<>();
        entry.columns().forEach((name, value) -> {
            String actual = actual(entry, name, value.place(), columns);
            if (actual != null) {
                Options.Entry said = value.entry();
                Options options = said.options().spelled(column -> CatalogNames.spelled(column, columns));
                personal.put(actual, new TableEntry.Personal(value.place(), new Options.Entry(said.recipe(), options)));
            }
        });
        Map<String, Place> open = new HashMap<>();
        entry.open().forEach((name, place) -> {
            String actual = actual(entry, name, place, columns);
            if (actual != null) {
                open.put(actual, place);
            }
        });
        TableEntry placed =
                new TableEntry(entry.name(), entry.place(), entry.treatment(), personal, open, entry.keep());
        if (entries.put(table.get().name(), placed) != null) {
            String what = "table " + table.get().name() + " has two entries.";
            problem(entry.place(), MAP_INVALID, what, "Make one of them.");
        }
    }

    private @Nullable String actual(TableEntry entry, String name, Place place, Set<String> columns) {
        String actual = CatalogNames.spelled(name, columns);
        if (columns.contains(actual)) {
            return actual;
        }
        if (others.haveColumn(entry.name(), name)) {
            return null;
        }
        String what = "the map names a column '" + name + "' that table '" + entry.name() + "' does not have"
                + others.asked() + Nearest.clause(name, columns);
        problem(place, MAP_UNKNOWN_COLUMN, what, "Correct the name, or remove it.");
        return null;
    }

    /** What happens to the table as a whole; an entry of its own goes before those of its parents. */
    TableEntry.Treatment treatment(Table table) {
        TableEntry own = entries.get(table.name());
        if (own != null) {
            return own.treatment();
        }
        for (Table parent : parents(table)) {
            if (treatment(parent) == TableEntry.Treatment.EMPTY) {
                return TableEntry.Treatment.EMPTY;
            }
        }
        return TableEntry.Treatment.BY_COLUMN;
    }

    Verdict verdict(Table table, Column column) {
        TableEntry own = entries.get(table.name());
        if (own != null) {
            TableEntry.Personal personal = own.columns().get(column.name());
            if (personal != null) {
                return new Verdict.Personal(personal);
            }
            boolean whole = own.treatment() == TableEntry.Treatment.PUBLIC
                    && table.column(column.name()).isPresent();
            if (whole || own.open().containsKey(column.name())) {
                return new Verdict.Public();
            }
        }
        for (Table parent : parents(table)) {
            Verdict inherited = verdict(parent, column);
            if (!(inherited instanceof Verdict.Unclassified)) {
                return inherited;
            }
        }
        return PenstockTables.have(table, column) ? new Verdict.Public() : new Verdict.Unclassified();
    }

    /** The condition of the rows to keep, from the table's own entry or its parents'. */
    Optional<Condition> keep(Table table) {
        return keepEntry(table)
                .map(keep -> new Condition(
                        keep.condition(),
                        table.name().name(),
                        keep.place() + ": the `keep` condition of " + table.name()));
    }

    /** The same, with the rows of kept accounts. */
    Optional<Condition> keep(Table table, KeptAccounts accounts) {
        Optional<Condition> ofEntry = keep(table);
        Optional<Condition> ofAccounts = accounts.condition(table, tables);
        return ofEntry.isPresent() && ofAccounts.isPresent()
                ? Optional.of(KeptAccounts.either(ofEntry.get(), ofAccounts.get()))
                : ofEntry.or(() -> ofAccounts);
    }

    /** Notes accounts of tables that no database has, or that are left empty. */
    void require(List<Account> accounts) {
        for (Account account : accounts) {
            List<String> named = new ArrayList<>(account.except());
            named.add(0, account.table());
            for (String name : named) {
                if (catalog.find(name).isEmpty() && !others.haveTable(name)) {
                    String what = "the kept account names a table '" + name + "' that does not exist" + others.asked()
                            + Nearest.clause(name, names.tables());
                    problem(account.place(), MAP_UNKNOWN_TABLE, what, "Correct the name, or remove the entry.");
                }
            }
            Optional<Table> table = catalog.find(account.table());
            if (table.isPresent() && treatment(table.get()) == TableEntry.Treatment.EMPTY) {
                String what =
                        "table '" + account.table() + "' is declared empty, so that no account of it can be kept.";
                problem(account.place(), MAP_INVALID, what, "Remove the account, or list the columns of the table.");
            }
        }
    }

    private Optional<TableEntry.Keep> keepEntry(Table table) {
        TableEntry own = entries.get(table.name());
        if (own != null && own.keep() != null) {
            return Optional.of(own.keep());
        }
        return parents(table).stream()
                .map(this::keepEntry)
                .flatMap(Optional::stream)
                .findFirst();
    }

    List<Table> parents(Table table) {
        List<Table> parents = new ArrayList<>();
        for (TableName name : table.parents()) {
            Table parent = tables.get(name);
            if (parent != null) {
                parents.add(parent);
            }
        }
        return parents;
    }

    private void problem(Place place, ProblemCode code, String what, String remedy) {
        problems.add(new Problem(code, place + ": " + what, remedy));
    }
}
