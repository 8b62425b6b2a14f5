package io.penstock.pseudonym.account;

import io.penstock.PenstockException;
import io.penstock.database.Catalog;
import io.penstock.database.Condition;
import io.penstock.database.ForeignKey;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds the rows that hang on an account, in three steps.
 *
 * <ol>
 *   <li>Down: rows that refer to a kept row are kept, table after table. A row that names an account itself is kept when all accounts that it names
 *       are; else when all rows of reached tables that it names are. Rows of the account's own table are kept by the account's condition alone, so
 *       that the walk never steps from one account to another.
 *   <li>Up: a row with personal columns to which kept rows refer is kept when no other row refers to it: an address that belongs to the account, but
 *       not one that is shared.
 *   <li>What is neither is not kept.
 * </ol>
 *
 * Keys of kept rows to which others refer are held in memory, up to a limit; so circles of references end.
 */
final class RelatedRows {

    /** A column list that rows are referred to by. */
    private record Target(TableName table, List<String> columns) {}

    private final Account account;
    private final Snapshot snapshot;
    private final Catalog catalog;
    private final List<ForeignKey> foreignKeys;
    private final Predicate<TableName> personal;
    private final Set<TableName> except;
    private final Table root;
    private final int limit;

    private final Map<TableName, String> paths = new LinkedHashMap<>();
    private final Map<TableName, Condition> kept = new LinkedHashMap<>();
    private final Map<Target, Set<List<String>>> keys = new HashMap<>();
    private long held;

    /** @param except tables that are not entered */
    RelatedRows(
            Account account,
            Table root,
            Set<TableName> except,
            Snapshot snapshot,
            Predicate<TableName> personal,
            int limit) {
        this.account = account;
        this.root = root;
        this.except = except;
        this.snapshot = snapshot;
        this.catalog = snapshot.catalog();
        this.foreignKeys = catalog.declaredForeignKeys();
        this.personal = personal;
        this.limit = limit;
    }

    /** The conditions of the kept rows, by table, the account's own first. */
    Map<TableName, Condition> walk() {
        Condition own = condition(root, account.where());
        snapshot.tryOut(root, own);
        kept.put(root.name(), own);
        paths.put(root.name(), root.name().toString());
        if (account.related()) {
            reach();
            down();
            up();
        }
        return kept;
    }

    /** How each table was reached. */
    Map<TableName, String> paths() {
        return paths;
    }

    private Condition condition(Table table, String sql) {
        return account.condition(table, sql);
    }

    /** The tables below the account, nearest first, whatever rows they have. */
    private void reach() {
        Deque<TableName> open = new ArrayDeque<>(List.of(root.name()));
        while (!open.isEmpty()) {
            TableName parent = open.remove();
            for (ForeignKey key : foreignKeys) {
                boolean follows = key.referencedTable().equals(parent)
                        && !paths.containsKey(key.table())
                        && !except.contains(key.table());
                if (follows) {
                    paths.put(key.table(), paths.get(parent) + " <- " + key.table() + columns(key.table(), parent));
                    open.add(key.table());
                }
            }
        }
    }

    /** The columns by which the rows of one table refer to another one, whichever way. */
    private String columns(TableName from, TableName to) {
        return foreignKeys.stream()
                .filter(key -> key.table().equals(from) && key.referencedTable().equals(to))
                .map(key -> String.join(", ", key.columns()))
                .sorted()
                .collect(Collectors.joining(" or ", " (", ")"));
    }

    /**
     * First all rows that any reference ties to the account, then without those that are tied to another row as well. In the first round tables only gain
     * rows and in the second they only lose some; each change makes the tables below look again, until there is none.
     */
    private void down() {
        learn(root, kept(root));
        settle(below(root.name()), false);
        Set<TableName> all = new LinkedHashSet<>(paths.keySet());
        all.remove(root.name());
        settle(all, true);
    }

    private void settle(Set<TableName> tables, boolean strictly) {
        Set<TableName> open = new LinkedHashSet<>(tables);
        while (!open.isEmpty()) {
            TableName name = open.iterator().next();
            open.remove(name);
            Table table = table(name);
            Condition condition = condition(table, hangsOnKept(table, strictly));
            kept.put(name, condition);
            if (strictly ? unlearn(table, condition) : learn(table, condition)) {
                open.addAll(below(name));
            }
        }
    }

    private Set<TableName> below(TableName parent) {
        Set<TableName> below = new LinkedHashSet<>();
        for (ForeignKey key : foreignKeys) {
            boolean entered = paths.containsKey(key.table()) && !key.table().equals(root.name());
            if (key.referencedTable().equals(parent) && entered) {
                below.add(key.table());
            }
        }
        return below;
    }

    private Condition kept(Table table) {
        return Optional.ofNullable(kept.get(table.name())).orElseThrow();
    }

    private Table table(TableName name) {
        return catalog.table(name).orElseThrow();
    }

    /** Reads the keys by which rows of a table are referred to; tells whether any is new. */
    private boolean learn(Table table, Condition condition) {
        boolean learned = false;
        Set<List<String>> seen = new HashSet<>();
        for (ForeignKey key : foreignKeys) {
            boolean follows = key.referencedTable().equals(table.name())
                    && paths.containsKey(key.table())
                    && seen.add(key.referencedColumns());
            if (follows) {
                Set<List<String>> known =
                        keys.computeIfAbsent(new Target(table.name(), key.referencedColumns()), t -> new HashSet<>());
                int before = known.size();
                known.addAll(snapshot.values(table, key.referencedColumns(), condition));
                held += known.size() - before;
                learned |= known.size() > before;
                requireFew();
            }
        }
        return learned;
    }

    /** Forgets keys by which rows of a table are not referred to any more; tells whether there are any. */
    private boolean unlearn(Table table, Condition condition) {
        boolean unlearned = false;
        for (Map.Entry<Target, Set<List<String>>> each : keys.entrySet()) {
            if (each.getKey().table().equals(table.name())) {
                Set<List<String>> left =
                        Set.copyOf(snapshot.values(table, each.getKey().columns(), condition));
                unlearned |= each.getValue().retainAll(left);
            }
        }
        return unlearned;
    }

    private void requireFew() {
        if (held > limit) {
            throw new PenstockException(
                    AccountProblem.KEPT_ROWS_TOO_MANY,
                    account.place() + ": more than " + limit + " rows hang on the kept account " + account.id() + " of "
                            + account.table() + ".",
                    "Make its `where` narrower, or name tables in `except` that the walk shall not enter.");
        }
    }

    private String hangsOnKept(Table table, boolean strictly) {
        List<String> direct = new ArrayList<>();
        List<String> indirect = new ArrayList<>();
        for (ForeignKey key : foreignKeys) {
            if (key.table().equals(table.name())) {
                if (key.referencedTable().equals(root.name())) {
                    direct.add(refersToKept(table, key));
                } else if (paths.containsKey(key.referencedTable())) {
                    indirect.add(refersToKept(table, key));
                }
            }
        }
        return new Ties(direct, indirect).condition(strictly);
    }

    private String refersToKept(Table table, ForeignKey key) {
        Target target = new Target(key.referencedTable(), key.referencedColumns());
        return snapshot.among(table, key.columns(), keys.getOrDefault(target, Set.of()));
    }

    private void up() {
        Deque<TableName> open = new ArrayDeque<>(kept.keySet());
        while (!open.isEmpty()) {
            TableName name = open.remove();
            for (ForeignKey key : foreignKeys) {
                TableName above = key.referencedTable();
                boolean candidate = key.table().equals(name)
                        && !paths.containsKey(above)
                        && !except.contains(above)
                        && isPersonal(above);
                if (candidate && keepOwned(table(above))) {
                    paths.put(above, paths.get(name) + columns(name, above) + " -> " + above);
                    open.add(above);
                }
            }
        }
    }

    private boolean isPersonal(TableName name) {
        return catalog.tree(table(name)).stream().anyMatch(each -> personal.test(each.name()));
    }

    /** Keeps the rows of a table to which kept rows refer and no other ones; tells whether there are any. */
    private boolean keepOwned(Table above) {
        List<String> wanted = new ArrayList<>();
        for (ForeignKey key : foreignKeys) {
            Condition here = kept.get(key.table());
            if (key.referencedTable().equals(above.name()) && here != null) {
                List<List<String>> named = snapshot.values(table(key.table()), key.columns(), here);
                held += named.size();
                requireFew();
                wanted.add(snapshot.among(above, key.referencedColumns(), named));
            }
        }
        String owned = "((" + String.join(") OR (", wanted) + "))";
        for (ForeignKey key : foreignKeys) {
            if (key.referencedTable().equals(above.name())) {
                List<List<String>> shared = namedByOthers(above, owned, key);
                if (!shared.isEmpty()) {
                    owned += " AND (" + snapshot.among(above, key.referencedColumns(), shared) + ") IS NOT TRUE";
                }
            }
        }
        Condition condition = condition(above, owned);
        if (snapshot.count(above, condition) == 0) {
            return false;
        }
        kept.put(above.name(), condition);
        return true;
    }

    private List<List<String>> namedByOthers(Table above, String owned, ForeignKey key) {
        Table from = table(key.table());
        List<List<String>> candidates = snapshot.values(above, key.referencedColumns(), condition(above, owned));
        Condition here = kept.get(from.name());
        String others = "(" + snapshot.among(from, key.columns(), candidates) + ")"
                + (here == null ? "" : " AND " + here.bracketed() + " IS NOT TRUE");
        return candidates.isEmpty() ? List.of() : snapshot.values(from, key.columns(), condition(from, others));
    }
}
