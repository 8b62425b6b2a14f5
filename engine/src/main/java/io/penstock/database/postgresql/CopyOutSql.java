package io.penstock.database.postgresql;

import io.penstock.database.RowRewriter;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import java.util.List;

/** The COPY statement that reads one part of a table. */
final class CopyOutSql {

    private CopyOutSql() {}

    static String of(TablePart part, List<String> columns, TableRule rule) {
        StringBuilder select = new StringBuilder("SELECT ").append(Sql.quoted(columns));
        if (rule instanceof TableRule.Rewritten rewritten) {
            RowRewriter rewriter = rewritten.rewriter();
            rewriter.keep()
                    .ifPresent(condition ->
                            select.append(", ").append(condition.bracketed()).append(" IS TRUE"));
        }
        select.append(" FROM ONLY ").append(Sql.quote(part.table())).append(range(part));
        return "COPY (" + select + ") TO STDOUT";
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
