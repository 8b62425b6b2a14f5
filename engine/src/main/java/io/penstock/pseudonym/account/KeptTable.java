package io.penstock.pseudonym.account;

import io.penstock.database.TableName;

/**
 * A table of which rows are kept for an account.
 *
 * @param path how the table was reached, for people: {@code public.customer <- public.orders (customer_id)}
 * @param rows how many are kept
 * @param personal whether the map calls anything in it personal, so that keeping makes a difference
 */
public record KeptTable(TableName table, String path, long rows, boolean personal) {}
