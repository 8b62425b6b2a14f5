package io.penstock.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What a script is to do.
 *
 * @param heading lines that say what it is, for the person who reads it
 * @param marker what the database bears afterwards
 * @param catalog without tables that are none of the application
 * @param rules of the tables that change, in the order of work
 * @param fixed columns whose values are all replaced by one, which is empty for NULL; the others' new values stand in the script
 * @param largeObjects whether large objects stay
 * @param keptColumns whose values in kept rows stay everywhere in their link
 * @param keptValues is given these values, each with the label of its column, before the first row is rewritten
 */
public record InPlaceScript(
        List<String> heading,
        Marker marker,
        Catalog catalog,
        List<InPlace.Assignment> assignments,
        Map<Table, TableRule> rules,
        Map<TableName, Map<String, Optional<String>>> fixed,
        boolean largeObjects,
        List<InPlace.KeptColumn> keptColumns,
        BiConsumer<String, String> keptValues) {

    public InPlaceScript {
        heading = List.copyOf(heading);
        assignments = List.copyOf(assignments);
        keptColumns = List.copyOf(keptColumns);
    }
}
