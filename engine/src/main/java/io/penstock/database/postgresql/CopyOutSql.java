package io.penstock.database.postgresql;

import io.penstock.database.Condition;
import io.penstock.database.RowRewriter;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import java.util.List;
import java.util.regex.Pattern;

/** The COPY statement that reads one part of a table. */
final class CopyOutSql {

    /** What a transaction that cannot write does not keep from being done; for the rest there are the rights of the user. */
    private static final Pattern REACHING_OUT = Pattern.compile(
            "(?i)\\b(U&|lo_\\w+|lowrite|dblink\\w*|set_config|pg_notify|pg_sleep\\w*|pg_(?:terminate|cancel)_backend"
                    + "|pg_(?:read|ls|stat|write|file)_\\w+|pg_(?:try_)?advisory\\w*|pg_(?:reload|rotate|switch|create|drop|promote|logical"
                    + "|replication|wal|backup|start|stop)_?\\w*|(?:query|table|cursor|schema|database)_to_xml\\w*)");

    private CopyOutSql() {}

    /** @throws io.penstock.PenstockException CONDITION-INVALID */
    static void requireOnlyReading(Condition expression) {
        if (REACHING_OUT.matcher(expression.sql()).find()) {
            throw expression.invalid("calls a function of the server whose effects reach beyond the transaction");
        }
    }

    static String of(TablePart part, List<String> columns, TableRule rule) {
        StringBuilder select = new StringBuilder("SELECT ").append(Sql.quoted(columns));
        if (rule instanceof TableRule.Rewritten rewritten) {
            RowRewriter rewriter = rewritten.rewriter();
            for (Condition computation : rewriter.computations().values()) {
                select.append(", ").append(computed(computation));
            }
            rewriter.keep()
                    .ifPresent(condition ->
                            select.append(", ").append(condition.bracketed()).append(" IS TRUE"));
        }
        select.append(" FROM ONLY ").append(Sql.quote(part.table())).append(range(part));
        return "COPY (" + select + ") TO STDOUT";
    }

    /** What a person wrote, as text. In a CASE, functions that give several rows are refused by the server: each would be a row of its own. */
    static String computed(Condition expression) {
        return "CASE WHEN true THEN " + expression.bracketed() + " END::text";
    }

    /** The condition that leaves the rows of a part. */
    static String range(TablePart part) {
        if (part.of() == 1) {
            return "";
        }
        String from = " WHERE ctid >= '(" + part.from() + ",0)'";
        return part.to() == Long.MAX_VALUE ? from : from + " AND ctid < '(" + part.to() + ",0)'";
    }
}
