package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.database.Catalog;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.RowScan;
import io.penstock.database.RowSum;
import io.penstock.database.Shadow;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import io.penstock.run.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a copy back, table by table: is it what was read from the source, and is nothing personal in it? */
final class DatabaseProof {

    private final Shadow copy;
    private final Catalog catalog;
    private final DatabaseRules rules;
    private final DatabaseLeaks leaks;
    private final RowScan scan;
    private final Map<TableName, RowSum> copied;
    private final Set<String> proven;

    /**
     * @param scan what sees the rows that are read back
     * @param copied what was summed while the rows were copied
     * @param proven tables that were found equal are added to it
     */
    DatabaseProof(
            Shadow copy,
            Catalog catalog,
            DatabaseRules rules,
            DatabaseLeaks leaks,
            RowScan scan,
            Map<TableName, RowSum> copied,
            Set<String> proven) {
        this.copy = copy;
        this.catalog = catalog;
        this.rules = rules;
        this.leaks = leaks;
        this.scan = scan;
        this.copied = copied;
        this.proven = proven;
    }

    /** A table is read back as soon as it is there, unless it is looked through for values, which may come from any other table. */
    void add(List<Work> all, Map<TableName, List<Work>> loaded, Map<TableName, List<Work>> built) {
        List<Work> collected = leaks.sealing(all);
        all.addAll(collected);
        loaded.forEach((name, parts) -> {
            Table table = catalog.table(name).orElseThrow();
            Work proof = new Work(
                    "proof",
                    name.toString(),
                    name.toString(),
                    table.bytes() / 3,
                    table.bytes(),
                    leaks.isNeeded() ? collected : parts,
                    monitor -> prove(table, rules.rule(name), monitor));
            built.computeIfAbsent(name, key -> new ArrayList<>()).add(proof);
            all.add(proof);
        });
    }

    private void prove(Table table, TableRule rule, WorkMonitor monitor) {
        RowSum expected = copied.getOrDefault(table.name(), RowSum.ZERO);
        RowSum found = copy.sum(table, rule, scan, monitor);
        if (!found.equals(expected)) {
            throw new PenstockException(
                    DatabaseProblem.COPY_DIFFERS,
                    "Table " + table.name() + " of the copy has " + found.rows()
                            + " rows whose hashes do not add up to those of the " + expected.rows()
                            + " rows that were read from the source.",
                    "Look at the disks and the encodings of both servers, and run the command again; the target is as it was.");
        }
        proven.add(table.name().toString());
    }
}
