package io.penstock.sync;

import io.penstock.database.Condition;
import io.penstock.database.ForeignKey;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Secret;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.EvidenceSigner;
import io.penstock.pseudonym.PseudonymKey;
import io.penstock.pseudonym.evidence.Evidence;
import io.penstock.pseudonym.evidence.SignedEvidence;
import io.penstock.pseudonym.evidence.TableCount;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the evidence of a sync and keeps it with the run. A sync of files alone has none. */
final class SyncEvidence {

    private static final String RAW =
            "No personal value rested below the source: rows were pseudonymized before they were written.";

    private final Landscape landscape;
    private final Journal journal;
    private final PreparedSync prepared;

    SyncEvidence(Landscape landscape, Journal journal, PreparedSync prepared) {
        this.landscape = landscape;
        this.journal = journal;
        this.prepared = prepared;
    }

    void keep(Run run, List<String> problems) {
        Secret key = landscape.pseudonymKey();
        List<DatabaseSync> databases = prepared.databases();
        if (databases.isEmpty() || key == null) {
            return;
        }
        EvidenceSigner signer = new EvidenceSigner(PseudonymKey.ofBase64(key.reveal()), landscape.name());
        List<Evidence.Database> found = new ArrayList<>();
        prepared.parts().forEach((type, part) -> {
            if (part.database() != null) {
                found.add(database(type, part.database()));
            }
        });
        Evidence evidence = new Evidence(
                Evidence.FORMAT,
                run.id(),
                landscape.name(),
                run.command(),
                run.startedBy(),
                run.state().label(),
                run.began().toString(),
                Objects.requireNonNullElse(run.ended(), run.began()).toString(),
                RAW,
                databases.get(0).rules().map().mapVersion(),
                new Evidence.Key(signer.keyId(), landscape.pseudonymKeyVersion()),
                found,
                problems.stream().map(SyncEvidence::code).toList());
        new SignedEvidence(journal).keep(run, evidence, signer);
    }

    private static String code(String problem) {
        return problem.split(" ", 2)[0];
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
                leaks(sync.leaks()),
                tables);
    }

    private static Evidence.@Nullable Leaks leaks(SyncReport.@Nullable LeaksReport found) {
        return found == null
                ? null
                : new Evidence.Leaks(
                        found.values(),
                        found.hits(),
                        found.lookAlikes(),
                        found.places().stream()
                                .map(each -> new Evidence.Place(each.place(), each.what(), each.hits()))
                                .toList());
    }

    private static Evidence.Table table(DatabaseSync sync, Table table) {
        TableName name = table.name();
        TableRule rule = sync.rules().rule(name);
        TableCount count = sync.count(name);
        List<Evidence.Column> columns = new ArrayList<>();
        List<String> keptBecause = new ArrayList<>();
        long rows = sync.rowsCopied(name);
        long kept = 0;
        if (rule instanceof TableRule.Rewritten rewritten) {
            kept = rows - count.rewritten();
            rewritten.rewriter().keep().map(Condition::named).ifPresent(keptBecause::add);
            BoundMap map = sync.rules().map();
            for (BoundMap.PersonalColumn personal : map.personalColumns()) {
                if (personal.table().equals(name)) {
                    long odd = map.oddValues().stream()
                            .filter(each ->
                                    each.table().equals(name) && each.column().equals(personal.column()))
                            .mapToLong(BoundMap.OddCount::count)
                            .sum();
                    columns.add(count.evidence(personal.column(), personal.pseudonymizer(), personal.link(), odd));
                }
            }
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
