package io.penstock.configset;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.Configuration;
import io.penstock.database.RowScan;
import io.penstock.database.RowSetting;
import io.penstock.database.SettingScript;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.landscape.ForbiddenContact;
import io.penstock.landscape.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Looks for what must not stand in an environment, in every column of every table, and remembers where it was found but not what. Thread-safe. */
public final class ForbiddenContacts implements RowScan {

    private static final int KEYS = 3;

    /** How often a pattern was found in one place. */
    private static final class Found {
        private long count;
        private final Set<String> keys = new LinkedHashSet<>();
    }

    private final List<ForbiddenContact> contacts;
    private final Catalog catalog;
    private final Map<String, Map<String, Found>> found = new TreeMap<>();
    private final Set<TableName> tables = new TreeSet<>();

    /** @param catalog in which the tables of exceptions are looked up */
    public ForbiddenContacts(List<ForbiddenContact> contacts, Catalog catalog) {
        this.contacts = List.copyOf(contacts);
        this.catalog = catalog;
    }

    /** Whether there is nothing to look for. */
    public boolean isEmpty() {
        return contacts.isEmpty();
    }

    /** The tables in whose rows something was found. */
    public synchronized Set<TableName> tables() {
        return new TreeSet<>(tables);
    }

    /** One problem for each place and pattern. */
    public synchronized List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        found.forEach((place, patterns) -> patterns.forEach((pattern, each) -> {
            String rows = each.keys.isEmpty()
                    ? ""
                    : " (" + String.join("; ", each.keys) + (each.count > each.keys.size() ? "; …" : "") + ")";
            problems.add(
                    new Problem(
                            ConfigurationProblem.FORBIDDEN_CONTACT,
                            place + rows + " holds what must not stand in the target: " + pattern + ", found "
                                    + each.count + (each.count == 1 ? " time." : " times."),
                            "Set it in the configuration set, preserve the target's own row, or except the place under forbidden-contacts."));
        }));
        return problems;
    }

    private synchronized void found(
            @Nullable TableName table, String place, ForbiddenContact contact, Optional<String> key) {
        Found each = found.computeIfAbsent(place, name -> new TreeMap<>())
                .computeIfAbsent("'" + contact.pattern().pattern() + "' of " + contact.place(), pattern -> new Found());
        each.count++;
        if (each.keys.size() < KEYS) {
            key.ifPresent(each.keys::add);
        }
        if (table != null) {
            tables.add(table);
        }
    }

    /** Looks through what a configuration says, which will stand in the rows, or may. */
    public void search(Configuration configuration) {
        for (RowSetting row : configuration.rows()) {
            row.values().forEach((column, value) -> {
                if (value.text() != null) {
                    search(value.text(), row.place());
                }
            });
        }
        for (SettingScript script : configuration.scripts()) {
            int line = script.place().line();
            for (String text : script.sql().lines().toList()) {
                search(text, new Place(script.place().file(), line++));
            }
        }
    }

    private void search(String text, Place place) {
        search(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length, place.toString());
    }

    /** Looks through a text that stands by itself. @param place for people */
    public void search(byte[] text, int from, int to, String place) {
        try (Rows rows = begin(place)) {
            rows.field(0, text, from, to);
            if (rows.endRow()) {
                rows.key(Optional.empty());
            }
        }
    }

    @Override
    public Rows begin(Table table, List<Column> columns) {
        return contacts.isEmpty() ? NO_ROWS : new Looking(table, columns);
    }

    @Override
    public Rows begin(String place) {
        return contacts.isEmpty() ? NO_ROWS : new Looking(place);
    }

    /** Whether a contact may stand in a column: it is excepted with it, with its table, or with one above that. */
    private boolean isExcepted(ForbiddenContact contact, Table table, String column) {
        return contact.except().stream().anyMatch(name -> {
            int dot = name.lastIndexOf('.');
            boolean ofColumn = dot > 0 && name.substring(dot + 1).equalsIgnoreCase(column);
            return isIn(table, name) || ofColumn && isIn(table, name.substring(0, dot));
        });
    }

    private boolean isIn(Table table, String name) {
        return catalog.find(name)
                .filter(meant -> catalog.tree(meant).stream()
                        .anyMatch(each -> each.name().equals(table.name())))
                .isPresent();
    }

    private final class Looking implements Rows {

        private record Hit(int column, ForbiddenContact contact) {}

        private final @Nullable TableName table;
        private final List<String> places = new ArrayList<>();
        private final List<List<ForbiddenContact>> wanted = new ArrayList<>();
        private final Map<ForbiddenContact, Matcher> matchers = new IdentityHashMap<>();
        private final TextView view = new TextView();
        private final Set<Hit> hits = new HashSet<>();

        Looking(String place) {
            table = null;
            places.add(place);
            wanted.add(contacts);
        }

        Looking(Table table, List<Column> columns) {
            this.table = table.name();
            for (Column column : columns) {
                places.add(table.name() + "." + column.name());
                wanted.add(contacts.stream()
                        .filter(contact -> !isExcepted(contact, table, column.name()))
                        .toList());
            }
        }

        @Override
        public boolean wants(int column) {
            return !wanted.get(column).isEmpty();
        }

        @Override
        public void field(int column, byte[] text, int from, int to) {
            CharSequence shown = null;
            for (ForbiddenContact contact : wanted.get(column)) {
                shown = shown == null ? view.of(text, from, to) : shown;
                Matcher matcher =
                        matchers.computeIfAbsent(contact, each -> each.pattern().matcher(""));
                if (matcher.reset(shown).find()) {
                    hits.add(new Hit(column, contact));
                }
            }
        }

        @Override
        public boolean endRow() {
            return !hits.isEmpty();
        }

        @Override
        public void key(Optional<String> key) {
            hits.forEach(hit -> found(table, places.get(hit.column()), hit.contact(), key));
            hits.clear();
        }

        @Override
        public void close() {}
    }
}
