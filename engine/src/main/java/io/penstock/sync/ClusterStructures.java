package io.penstock.sync;

import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.Table;
import io.penstock.landscape.ClusterType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the structures of the edit and live databases, which replication needs identical ("Database Synchronization" of the concept). */
final class ClusterStructures {

    private static final int NAMED = 5;

    private ClusterStructures() {}

    static List<String> differences(Map<ClusterType, PreparedSync.Part> parts) {
        PreparedSync.Part edit = parts.get(ClusterType.EDIT);
        PreparedSync.Part live = parts.get(ClusterType.LIVE);
        if (edit == null || live == null || edit.database() == null || live.database() == null) {
            return List.of();
        }
        Set<String> ofEdit = columns(edit.database().catalog());
        Set<String> ofLive = columns(live.database().catalog());
        List<String> warnings = new ArrayList<>();
        add(warnings, ofEdit, ofLive, "edit", "live");
        add(warnings, ofLive, ofEdit, "live", "edit");
        return warnings;
    }

    private static void add(List<String> warnings, Set<String> here, Set<String> there, String has, String lacks) {
        Set<String> only = new TreeSet<>(here);
        only.removeAll(there);
        if (!only.isEmpty()) {
            String named = String.join(", ", only.stream().limit(NAMED).toList());
            String more = only.size() > NAMED ? " and " + (only.size() - NAMED) + " more" : "";
            warnings.add("the structures of edit and live differ, and replication between them needs them equal: " + has
                    + " has, and " + lacks + " lacks, " + named + more);
        }
    }

    private static Set<String> columns(Catalog catalog) {
        Set<String> columns = new TreeSet<>();
        for (Table table : catalog.tables()) {
            for (Column column : table.columns()) {
                columns.add(table.name() + "." + column.name() + " " + column.type());
            }
        }
        return columns;
    }
}
