package io.penstock.database;

import java.io.Serializable;

/**
 * A part of a table that one worker copies.
 *
 * @param number counted from 0
 * @param of how many parts the table has
 * @param from where the part begins, in the dialect's own unit (PostgreSQL: blocks), inclusive
 * @param to where it ends, exclusive; {@link Long#MAX_VALUE} for the open end
 * @param bytes about so many
 */
public record TablePart(TableName table, int number, int of, long from, long to, long bytes) implements Serializable {

    /** For people: {@code public.customer 1/2}; the table alone where it has one part. */
    public String shown() {
        return of > 1 ? table + " " + (number + 1) + "/" + of : table.toString();
    }
}
