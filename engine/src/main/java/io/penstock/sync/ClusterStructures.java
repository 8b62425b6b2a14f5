package io.penstock.sync;

import io.penstock.database.StructurePart;
import io.penstock.database.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the structures of the edit and live databases, which replication needs identical ("Database Synchronization" of the concept). */
final class ClusterStructures {

    private static final int NAMED = 5;

    private ClusterStructures() {}

    static List<String> differences(Set<StructurePart> edit, Set<StructurePart> live) {
        List<String> warnings = new ArrayList<>();
        add(warnings, edit, live, "edit", "live");
        add(warnings, live, edit, "live", "edit");
        return warnings;
    }

    private static void add(
            List<String> warnings, Set<StructurePart> here, Set<StructurePart> there, String has, String lacks) {
        Set<String> only = only(here, there);
        if (!only.isEmpty()) {
            String named = String.join("; ", only.stream().limit(NAMED).toList());
            String more = only.size() > NAMED ? "; and " + (only.size() - NAMED) + " more" : "";
            warnings.add("the structures of edit and live differ, and replication between them needs them equal: " + has
                    + " has, and " + lacks + " lacks, " + named + more);
        }
    }

    private static Set<String> only(Set<StructurePart> here, Set<StructurePart> there) {
        Set<TableName> tables = there.stream().map(StructurePart::table).collect(Collectors.toSet());
        Set<StructurePart> lacking = new TreeSet<>(here);
        lacking.removeAll(there);
        Set<String> only = new TreeSet<>();
        for (StructurePart part : lacking) {
            only.add(tables.contains(part.table()) ? part.table() + " " + shown(part, there) : "table " + part.table());
        }
        return only;
    }

    /** An expression that differs is not shown: there may be a value in it. */
    private static String shown(StructurePart part, Set<StructurePart> there) {
        boolean otherwise = there.stream()
                .anyMatch(other ->
                        other.table().equals(part.table()) && other.shown().equals(part.shown()));
        return part.shown() + (otherwise ? " with this expression" : "");
    }
}
