package io.penstock.prepare.rehearsal;

import io.penstock.prepare.ShownSql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one step, fit to be shown. Until a step has read anything, all values in its SQL come from its cartridge, and are shown. From its first read on they may be those of people:
 * what does not stand in a script of the cartridge word for word loses its texts and numbers, and of bound values only the types are told. For one thread.
 */
final class SqlRecord {

    private static final int MOST = 10_000;
    private static final int LONGEST = 2_000;
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w\"$.])\\d[\\d.]*(?![\\w\"])");

    private final List<String> statements = new ArrayList<>();
    private final Set<String> ofScripts = new HashSet<>();
    private boolean read;
    private boolean left;
    private int more;

    /** These stand in a script. */
    void know(List<String> sql) {
        ofScripts.addAll(sql);
    }

    void reads() {
        read = true;
    }

    /** It speaks to the driver past the record from here on. */
    void leaves() {
        left = true;
        read = true;
    }

    /** @param values that are bound, by their place counted from 1 */
    void add(String sql, Map<Integer, ? extends @Nullable Object> values) {
        if (statements.size() == MOST) {
            more++;
            return;
        }
        if (ofScripts.contains(sql)) {
            statements.add(sql.strip());
        } else if (!read) {
            statements.add(inlined(sql, values));
        } else {
            String masked = NUMBER.matcher(ShownSql.of(sql)).replaceAll("…");
            String types = values.values().stream().map(SqlRecord::type).collect(Collectors.joining(", "));
            statements.add(masked + (types.isEmpty() ? "" : " -- bound: " + types));
        }
    }

    List<String> statements() {
        List<String> all = new ArrayList<>(statements);
        if (more > 0) {
            all.add("-- and " + more + " more statements");
        }
        if (left) {
            all.add("-- and what it told the driver itself, which cannot be seen");
        }
        return all;
    }

    /** Whether it read before it ended: on other rows, the SQL may be another. */
    boolean approximate() {
        return read;
    }

    private static String type(@Nullable Object value) {
        return value == null ? "NULL" : value.getClass().getSimpleName();
    }

    private static String inlined(String sql, Map<Integer, ? extends @Nullable Object> values) {
        if (values.isEmpty()) {
            return sql.strip();
        }
        StringBuilder shown = new StringBuilder();
        int place = 0;
        boolean quoted = false;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            quoted ^= c == '\'';
            if (c == '?' && !quoted) {
                place++;
                shown.append(values.containsKey(place) ? literal(values.get(place)) : "?");
            } else {
                shown.append(c);
            }
        }
        return shown.toString().strip();
    }

    private static String literal(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        String text = value.toString();
        return value instanceof byte[] || text.length() > LONGEST ? "?" : "'" + text.replace("'", "''") + "'";
    }
}
