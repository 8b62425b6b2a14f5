package io.penstock.prepare.preparer;

import io.penstock.prepare.preparer.TargetTable.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The row that a data set stands for.
 *
 * @param name its natural key, as the data sets write it
 * @param uuid that a file or the data set gives it; empty when none does
 * @param derived the UUID that it has for want of one
 * @param key the columns by which it is known
 * @param values of the other columns
 */
record DataRow(
        String name,
        String uuid,
        String derived,
        Map<Field, @Nullable String> key,
        Map<Field, @Nullable String> values) {}
