package io.penstock.prepare.cartridge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing to be prepared, such as a job: the entries {@code Data.7.…} of a data file.
 *
 * @param group what stands between {@code Data.} and the name of the value
 * @param values by name, in the order of the file
 */
public record DataSet(String group, Map<String, String> values) {

    public DataSet {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
