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
                    .ifPresent(
                            condition -> select.append(", (").append(condition).append(") IS TRUE"));
        }
        select.append(" FROM ONLY ").append(Sql.quote(part.table()));
        if (part.of() > 1) {
            select.append(" WHERE ctid >= '(").append(part.from()).append(",0)'");
            if (part.to() != Long.MAX_VALUE) {
                select.append(" AND ctid < '(").append(part.to()).append(",0)'");
            }
        }
        return "COPY (" + select + ") TO STDOUT";
    }
}
