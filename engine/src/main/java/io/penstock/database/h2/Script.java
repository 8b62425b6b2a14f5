package io.penstock.database.h2;

import io.penstock.database.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The structure of a database as H2's own SCRIPT writes it, sorted by what each statement is for. */
final class Script {

    /** What a statement is for, which is when it runs on a copy. */
    enum Use {
        /** A setting of the database itself; a copy has those of its target. */
        SETTING,
        /** Users, roles and what they may do; a copy has those of its target. */
        ACCESS,
        /** What must be there before rows come. */
        STRUCTURE,
        /** A primary key over one whole number, in whose order H2 stores the rows: it must be there before they come. */
        ROW_ORDER,
        INDEX,
        CONSTRAINT,
        /** Views, triggers and the like, in the order in which they are written. */
        REST,
        /** Linked tables, which lead to other databases with their passwords; materialized views, which H2 itself loses when it closes. */
        NOT_CARRIED,
        /** The marker, the contents of materialized views, comments for the reader, temporary tables. */
        IGNORED
    }

    /**
     * One statement.
     *
     * @param name of what it makes, for people
     * @param tables that it works on
     */
    record Statement(Use use, String sql, String name, Set<TableName> tables) {}

    private static final String NAME = "((?:U&)?\"(?:[^\"]|\"\")*\")";
    private static final String QUALIFIED = NAME + "\\." + NAME;

    private static final Pattern STRUCTURE = Pattern.compile(
            "CREATE (?:SCHEMA|DOMAIN|CONSTANT|FORCE ALIAS|ALIAS|AGGREGATE|FORCE AGGREGATE|SEQUENCE) .*");
    private static final Pattern TABLE = Pattern.compile("CREATE (CACHED|MEMORY) TABLE " + QUALIFIED);
    private static final Pattern INDEX = Pattern.compile("CREATE [A-Z ]*INDEX " + QUALIFIED + " ON " + QUALIFIED);
    private static final Pattern CONSTRAINT = Pattern.compile(
            "ALTER TABLE " + QUALIFIED + " ADD CONSTRAINT " + QUALIFIED + " (?:COMMENT '[^']*' )?(\\w+)");
    private static final Pattern REFERENCES = Pattern.compile(" REFERENCES " + QUALIFIED + "\\(");
    private static final Pattern MATERIALIZED = Pattern.compile("CREATE FORCE MATERIALIZED VIEW " + QUALIFIED);
    private static final Pattern OURS = Pattern.compile(
            "CREATE (?:SCHEMA IF NOT EXISTS \"" + Markers.SCHEMA + "\"|[A-Z ]+ \"" + Markers.SCHEMA + "\"\\.).*");
    private static final Pattern HEAD =
            Pattern.compile("(?:CREATE|ALTER|COMMENT ON) (?:FORCE )?([A-Z_ ]+?) (?:" + QUALIFIED + "|" + NAME + ")");
    private static final Pattern AUTHORIZATION = Pattern.compile(" AUTHORIZATION " + NAME + "$");

    private final List<Statement> statements = new ArrayList<>();

    private Script(List<String> lines, Set<TableName> orderedByKey) {
        Set<TableName> contents = lines.stream()
                .map(MATERIALIZED::matcher)
                .filter(Matcher::lookingAt)
                .map(found -> name(found, 1))
                .collect(Collectors.toSet());
        for (String line : lines) {
            String sql = line.strip();
            statements.add(read(sql.endsWith(";") ? sql.substring(0, sql.length() - 1) : sql, contents, orderedByKey));
        }
    }

    /**
     * Reads the structure of a database; needs the right of an administrator.
     *
     * @param orderedByKey tables whose primary key is one whole number
     */
    static Script of(Connection connection, Set<TableName> orderedByKey) throws SQLException {
        return new Script(Sql.list(connection, "SCRIPT NODATA", row -> row.getString(1)), orderedByKey);
    }

    List<Statement> of(Use use) {
        return statements.stream().filter(statement -> statement.use() == use).toList();
    }

    private static Statement read(String sql, Set<TableName> materialized, Set<TableName> orderedByKey) {
        if (sql.startsWith("--") || sql.isEmpty() || OURS.matcher(sql).lookingAt()) {
            return new Statement(Use.IGNORED, sql, "", Set.of());
        }
        if (sql.startsWith("SET ")) {
            return new Statement(Use.SETTING, sql, sql.split(" ", 3)[1], Set.of());
        }
        if (sql.startsWith("CREATE USER ") || sql.startsWith("CREATE ROLE ") || sql.startsWith("GRANT ")) {
            return new Statement(Use.ACCESS, sql, named(sql), Set.of());
        }
        if (sql.contains("LINKED TABLE ") && sql.matches("(?s)CREATE [A-Z ]*LINKED TABLE .*")) {
            return new Statement(Use.NOT_CARRIED, sql, named(sql), Set.of());
        }
        if (MATERIALIZED.matcher(sql).lookingAt()) {
            return new Statement(Use.NOT_CARRIED, sql, named(sql), Set.of());
        }
        if (sql.startsWith("CREATE GLOBAL TEMPORARY ") || sql.startsWith("CREATE LOCAL TEMPORARY ")) {
            return new Statement(Use.IGNORED, sql, named(sql), Set.of());
        }
        Matcher table = TABLE.matcher(sql);
        if (table.lookingAt()) {
            TableName name = name(table, 2);
            boolean content = materialized.stream()
                    .anyMatch(view -> name.schema().equals(view.schema())
                            && name.name().matches(Pattern.quote(view.name()) + "\\$\\d"));
            return new Statement(content ? Use.IGNORED : Use.STRUCTURE, sql, "table " + name, Set.of(name));
        }
        if (STRUCTURE.matcher(sql).lookingAt()) {
            return new Statement(Use.STRUCTURE, AUTHORIZATION.matcher(sql).replaceFirst(""), named(sql), Set.of());
        }
        Matcher index = INDEX.matcher(sql);
        if (index.lookingAt()) {
            return new Statement(Use.INDEX, sql, "index " + name(index, 1), Set.of(name(index, 3)));
        }
        Matcher constraint = CONSTRAINT.matcher(sql);
        return constraint.lookingAt()
                ? constraint(sql, constraint, orderedByKey)
                : new Statement(Use.REST, checked(sql), named(sql), Set.of());
    }

    private static Statement constraint(String sql, Matcher constraint, Set<TableName> orderedByKey) {
        TableName table = name(constraint, 1);
        String what = "constraint " + name(constraint, 3) + " of " + table;
        return switch (constraint.group(5)) {
            case "PRIMARY" ->
                new Statement(orderedByKey.contains(table) ? Use.ROW_ORDER : Use.INDEX, sql, what, Set.of(table));
            case "UNIQUE" -> new Statement(Use.INDEX, sql, what, Set.of(table));
            default -> {
                Matcher references = REFERENCES.matcher(sql);
                Set<TableName> tables =
                        references.find() && !name(references, 1).equals(table)
                                ? Set.of(table, name(references, 1))
                                : Set.of(table);
                yield new Statement(Use.CONSTRAINT, checked(sql), what, tables);
            }
        };
    }

    /** SCRIPT trusts its own rows; a copy's are new. */
    private static String checked(String sql) {
        return sql.endsWith(" NOCHECK") ? sql.substring(0, sql.length() - " NOCHECK".length()) : sql;
    }

    /** The name of what a statement makes, as it is written there. */
    static String quoted(String sql) {
        Matcher head = HEAD.matcher(sql);
        if (!head.lookingAt()) {
            throw new IllegalArgumentException("the statement makes nothing that has a name");
        }
        return head.group(2) == null ? String.valueOf(head.group(4)) : head.group(2) + "." + head.group(3);
    }

    private static String named(String sql) {
        Matcher head = HEAD.matcher(sql);
        if (!head.lookingAt()) {
            return sql.split("[ (]", 3)[0];
        }
        String kind = String.valueOf(head.group(1))
                .replace("IF NOT EXISTS", "")
                .toLowerCase(Locale.ROOT)
                .strip();
        return kind + " "
                + (head.group(2) == null
                        ? unquote(String.valueOf(head.group(4)))
                        : name(head, 2).toString());
    }

    private static TableName name(Matcher matcher, int group) {
        return new TableName(
                unquote(String.valueOf(matcher.group(group))), unquote(String.valueOf(matcher.group(group + 1))));
    }

    /** H2 writes a name with other than ASCII characters as {@code U&"…"} with escapes of four or, after a plus, six hexadecimal digits. */
    private static String unquote(String quoted) {
        String body =
                quoted.substring(quoted.indexOf('"') + 1, quoted.length() - 1).replace("\"\"", "\"");
        if (!quoted.startsWith("U&")) {
            return body;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else if (body.charAt(i + 1) == '\\') {
                plain.append('\\');
                i++;
            } else {
                boolean wide = body.charAt(i + 1) == '+';
                int from = wide ? i + 2 : i + 1;
                int to = from + (wide ? 6 : 4);
                plain.appendCodePoint(Integer.parseInt(body, from, to, 16));
                i = to - 1;
            }
        }
        return plain.toString();
    }
}
