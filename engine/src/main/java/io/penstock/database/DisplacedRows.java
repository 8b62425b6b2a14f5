package io.penstock.database;

import java.util.List;

/**
 * Rows of the source that a rule does not mean, and that give way to preserved rows with the same key all the same.
 *
 * @param key the name of the unique key
 * @param columns of the key
 * @param examples some of the keys, in the text form of values; empty when they are not known
 */
public record DisplacedRows(TableName table, String key, List<String> columns, long rows, List<List<String>> examples) {

    public DisplacedRows {
        columns = List.copyOf(columns);
        examples = List.copyOf(examples);
    }
}
