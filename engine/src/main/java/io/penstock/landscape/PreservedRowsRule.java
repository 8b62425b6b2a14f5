package io.penstock.landscape;

import org.jspecify.annotations.Nullable;

/**
 * Rows of the target that survive a sync: {@code preference where name like 'smtp.%'}.
 *
 * @param table as written, with or without schema
 * @param where an SQL condition; absent for all rows of the table
 */
public record PreservedRowsRule(String table, @Nullable String where) {}
