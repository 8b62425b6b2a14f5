package io.penstock.pseudonym;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What the statements of a function body write, and from what. Reads as much of PL/pgSQL as triggers that copy values are made of; what it does not
 * understand it passes over.
 */
final class Statements {

    /**
     * Something written.
     *
     * @param table the name as written, {@code new} for the row itself, empty for a variable
     * @param column empty where an INSERT names none: then {@code position} counts the columns of the table
     * @param from the expression
     * @param statement all of the statement, for the tables that it names
     */
    record Write(String table, String column, int position, List<String> from, List<String> statement) {}

    private static final Set<String> OPENERS = Set.of("begin", "then", "else", "loop", "declare");
    private static final Set<String> ENDS =
            Set.of("where", "from", "returning", "on", "into", "union", "limit", "order");

    private final List<Write> writes = new ArrayList<>();
    private boolean dynamic;

    Statements(List<String> tokens) {
        List<String> statement = new ArrayList<>();
        for (String token : tokens) {
            boolean ends = token.equals(";") || OPENERS.contains(token) && !isInCase(statement);
            if (ends) {
                read(statement);
                statement = new ArrayList<>();
            } else {
                statement.add(token);
            }
        }
        read(statement);
    }

    List<Write> writes() {
        return writes;
    }

    /** Whether a statement is put together when the function runs, so that nobody knows it before. */
    boolean isDynamic() {
        return dynamic;
    }

    /** Whether a CASE of an expression is still open; one that begins a statement holds statements. */
    private static boolean isInCase(List<String> statement) {
        if (statement.isEmpty() || statement.get(0).equals("case")) {
            return false;
        }
        long open = statement.stream().filter("case"::equals).count();
        return open > statement.stream().filter("end"::equals).count();
    }

    private void read(List<String> statement) {
        int insert = Collections.indexOfSubList(statement, List.of("insert", "into"));
        int set = statement.indexOf("set");
        int update = set < 0 ? -1 : statement.subList(0, set).lastIndexOf("update");
        dynamic |= !statement.isEmpty() && statement.get(0).equals("execute");
        if (insert >= 0 && insert + 2 < statement.size()) {
            insert(statement, insert + 2);
        } else if (update >= 0 && update + 1 < set) {
            update(statement, update + 1);
        } else if (statement.size() > 3 && statement.get(0).equals("for")) {
            writes.add(new Write("", statement.get(1), -1, statement.subList(2, statement.size()), statement));
        } else if (statement.contains("into") && statement.contains("select")) {
            into(statement);
        } else {
            assignment(statement);
        }
    }

    /** The end of a name with its schema, which begins at {@code at}. */
    private static int nameEnd(List<String> statement, int at) {
        int end = at + 1;
        while (end + 1 < statement.size() && statement.get(end).equals(".")) {
            end += 2;
        }
        return end;
    }

    private void insert(List<String> statement, int at) {
        int end = nameEnd(statement, at);
        String table = String.join("", statement.subList(at, end));
        List<String> columns = new ArrayList<>();
        boolean listed = end < statement.size() && statement.get(end).equals("(");
        boolean query =
                listed && end + 1 < statement.size() && statement.get(end + 1).equals("select");
        if (listed && !query) {
            int close = close(statement, end);
            parts(statement, end + 1, close).forEach(part -> columns.add(part.isEmpty() ? "" : part.get(0)));
            end = close + 1;
        }
        int values = indexOf(statement, "values", end);
        int select = indexOf(statement, "select", end);
        if (values >= 0) {
            for (int open = values + 1;
                    open < statement.size() && statement.get(open).equals("("); ) {
                int close = close(statement, open);
                add(table, columns, parts(statement, open + 1, close), statement);
                open = close + 1 < statement.size() && statement.get(close + 1).equals(",") ? close + 2 : close + 1;
            }
        } else if (select >= 0) {
            add(table, columns, parts(statement, select + 1, clauseEnd(statement, select + 1)), statement);
        }
    }

    private void add(String table, List<String> columns, List<List<String>> expressions, List<String> statement) {
        for (int i = 0; i < expressions.size(); i++) {
            String column = i < columns.size() ? columns.get(i) : "";
            writes.add(new Write(table, column, i, expressions.get(i), statement));
        }
    }

    private void update(List<String> statement, int at) {
        int name = statement.get(at).equals("only") ? at + 1 : at;
        String table = String.join("", statement.subList(name, nameEnd(statement, name)));
        int set = indexOf(statement, "set", name);
        for (List<String> part : parts(statement, set + 1, clauseEnd(statement, set + 1))) {
            int equals = part.indexOf("=");
            if (equals > 0 && part.get(0).equals("(")) {
                several(table, part, equals, statement);
            } else if (equals > 0) {
                writes.add(
                        new Write(table, part.get(equals - 1), -1, part.subList(equals + 1, part.size()), statement));
            }
        }
    }

    /** {@code (a, b) = (x, y)}, or both from one query. */
    private void several(String table, List<String> part, int equals, List<String> statement) {
        List<List<String>> columns = parts(part, 1, close(part, 0));
        List<String> right = part.subList(equals + 1, part.size());
        int open = right.indexOf("(");
        List<List<String>> expressions = open < 0 ? List.of() : parts(right, open + 1, close(right, open));
        boolean inPairs = expressions.size() == columns.size() && !right.contains("select");
        for (int i = 0; i < columns.size(); i++) {
            List<String> column = columns.get(i);
            writes.add(new Write(
                    table, column.get(column.size() - 1), -1, inPairs ? expressions.get(i) : right, statement));
        }
    }

    /** {@code SELECT … INTO variable}. */
    private void into(List<String> statement) {
        int at = statement.indexOf("into") + 1;
        at += at < statement.size() && statement.get(at).equals("strict") ? 1 : 0;
        for (List<String> variable : parts(statement, at, clauseEnd(statement, at))) {
            if (!variable.isEmpty()) {
                writes.add(new Write("", variable.get(0), -1, statement, statement));
            }
        }
    }

    /** {@code NEW.column := …}, and {@code variable := …}, also where it is declared. */
    private void assignment(List<String> statement) {
        int sign = statement.indexOf(":=");
        int equals = statement.indexOf("=");
        int end = statement.size();
        if (sign < 0 && (equals == 1 || equals == 3 && statement.get(1).equals("."))) {
            sign = equals;
        }
        if (sign < 1) {
            return;
        }
        boolean ofRow =
                sign == 3 && statement.get(0).equals("new") && statement.get(1).equals(".");
        writes.add(
                ofRow
                        ? new Write("new", statement.get(2), -1, statement.subList(sign + 1, end), statement)
                        : new Write("", statement.get(0), -1, statement.subList(sign + 1, end), statement));
    }

    private static int indexOf(List<String> statement, String word, int from) {
        int index = statement
                .subList(Math.min(from, statement.size()), statement.size())
                .indexOf(word);
        return index < 0 ? -1 : index + from;
    }

    /** The bracket that closes the one at {@code open}; the end when none does. */
    private static int close(List<String> statement, int open) {
        int depth = 0;
        for (int i = open; i < statement.size(); i++) {
            depth += statement.get(i).equals("(") ? 1 : statement.get(i).equals(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return statement.size();
    }

    private static int clauseEnd(List<String> statement, int from) {
        int depth = 0;
        for (int i = from; i < statement.size(); i++) {
            String token = statement.get(i);
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (depth < 0 || depth == 0 && ENDS.contains(token)) {
                return i;
            }
        }
        return statement.size();
    }

    private static List<List<String>> parts(List<String> statement, int from, int to) {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int depth = 0;
        for (int i = from; i < Math.min(to, statement.size()); i++) {
            String token = statement.get(i);
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (depth == 0 && token.equals(",")) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(token);
            }
        }
        parts.add(part);
        return parts;
    }
}
