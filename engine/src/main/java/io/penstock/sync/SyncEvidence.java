package io.penstock.sync;

import io.penstock.database.Condition;
import io.penstock.database.ForeignKey;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Landscape;
import io.penstock.pseudonym.evidence.Evidence;
import io.penstock.pseudonym.evidence.RunEvidence;
import io.penstock.pseudonym.evidence.TableCount;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import java.util.ArrayList;
import java.util.List;

/** Makes the evidence of a sync and keeps it with the run. A sync of files alone has none. */
final class SyncEvidence {

    private static final String RAW =
            "No personal value rested below the source: rows were pseudonymized before they were written.";

    private final RunEvidence evidence;
    private final PreparedSync prepared;

    SyncEvidence(Landscape landscape, Journal journal, PreparedSync prepared) {
        this.evidence = new RunEvidence(landscape, journal);
        this.prepared = prepared;
    }

    void keep(Run run, List<String> problems) {
        List<DatabaseSync> databases = prepared.databases();
        if (databases.isEmpty()) {
            return;
        }
        List<Evidence.Database> found = new ArrayList<>();
        prepared.parts().forEach((type, part) -> {
            if (part.database() != null) {
                found.add(database(type, part.database()));
            }
        });
        evidence.keep(run, RAW, databases.get(0).rules().map().mapVersion(), found, problems);
    }

    private static Evidence.Database database(ClusterType type, DatabaseSync sync) {
        List<Evidence.Table> tables = new ArrayList<>();
        long rows = 0;
        int proven = 0;
        for (Table table : sync.catalog().tables()) {
            if (table.hasRows()) {
                Evidence.Table made = table(sync, table);
                tables.add(made);
                rows += made.rows();
                proven += made.proven() ? 1 : 0;
            }
        }
        List<ForeignKey> keys = sync.catalog().declaredForeignKeys();
        int valid = (int) keys.stream().filter(ForeignKey::validated).count();
        return new Evidence.Database(
                type.label(),
                sync.source().facts().where(),
                sync.target().facts().where(),
                sync.rules().asIs(),
                rows,
                proven,
                sync.isBuilt() ? valid : 0,
                keys.size() - valid,
                sync.leaks() == null ? null : sync.leaks().evidence(),
                tables);
    }

    private static Evidence.Table table(DatabaseSync sync, Table table) {
        TableName name = table.name();
        TableRule rule = sync.rules().rule(name);
        TableCount count = sync.count(name);
        List<Evidence.Column> columns = List.of();
        List<String> keptBecause = new ArrayList<>();
        long rows = sync.rowsCopied(name);
        long kept = 0;
        if (rule instanceof TableRule.Rewritten rewritten) {
            kept = rows - count.rewritten();
            rewritten.rewriter().keep().map(Condition::named).ifPresent(keptBecause::add);
            columns = count.evidence(sync.rules().map(), name);
        }
        return new Evidence.Table(
                name.toString(),
                PlanDescription.treatment(rule),
                rows,
                kept,
                keptBecause,
                sync.isProven(name.toString()),
                columns);
    }
}
