package io.penstock.sync;

import io.penstock.database.Catalog;
import io.penstock.database.RowScan;
import io.penstock.database.ScratchFolder;
import io.penstock.database.Shadow;
import io.penstock.database.Table;
import io.penstock.database.TableRule;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.leak.Finding;
import io.penstock.pseudonym.leak.LeakCheck;
import io.penstock.pseudonym.leak.PersonalValues;
import io.penstock.run.Progress;
import io.penstock.run.Work;
import io.penstock.run.Workers;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The leak check of one copy, from the first value that is read to the last that is looked at. Does nothing where nothing is replaced. */
final class DatabaseLeaks implements AutoCloseable {

    private final BoundMap map;
    private final @Nullable ScratchFolder folder;
    private final @Nullable LeakCheck check;

    private DatabaseLeaks(BoundMap map, @Nullable ScratchFolder folder) {
        this.map = map;
        this.folder = folder;
        this.check = folder == null ? null : new LeakCheck(folder::file, map.callingCodes());
        map.watch(check == null ? PersonalValues.NONE : check);
    }

    /** @param temporary a directory for temporary files */
    static DatabaseLeaks of(DatabaseRules rules, Path temporary, boolean wanted) {
        boolean needed = wanted && !rules.asIs() && rules.map().isPersonal();
        return new DatabaseLeaks(rules.map(), needed ? ScratchFolder.make(temporary) : null);
    }

    /** The same rule, watched where rows have to be tested one by one. */
    TableRule watched(Table table, TableRule rule) {
        return check != null && rule instanceof TableRule.Rewritten rewritten
                ? new TableRule.Rewritten(check.watched(table, rewritten.rewriter(), map.lookAlikes(table.name())))
                : rule;
    }

    boolean isNeeded() {
        return check != null;
    }

    /** What ends the collecting when all rows are read; empty when there is none. */
    List<Work> sealing(List<Work> copies) {
        LeakCheck collecting = check;
        if (collecting == null) {
            return List.of();
        }
        List<Work> after = List.copyOf(copies);
        return collecting.sealing().stream()
                .map(part -> new Work("proof", "personal values", null, 0, 0, after, monitor -> part.run()))
                .toList();
    }

    /** Takes for granted that the foreign keys of the catalog hold in what is searched. */
    void trustForeignKeys(Catalog catalog) {
        if (check != null) {
            check.trustForeignKeys(catalog);
        }
    }

    RowScan scan() {
        return check == null ? RowScan.NONE : check;
    }

    /** Looks through what the finished copy holds besides rows; this ends the search. */
    void searchRest(Shadow copy, Workers crew, Progress progress) {
        LeakCheck looking = check;
        if (looking != null) {
            crew.run(
                    List.of(new Work(
                            "proof",
                            "what is no row",
                            null,
                            0,
                            0,
                            List.of(),
                            monitor -> copy.scanRest(looking, monitor))),
                    progress);
        }
    }

    /** @throws io.penstock.PenstockException LEAK-FOUND */
    void requireNone() {
        Finding.requireNone(findings());
    }

    /** What a search that has ended found; absent where nothing is looked for. */
    SyncReport.@Nullable LeaksReport report() {
        return check == null
                ? null
                : new SyncReport.LeaksReport(
                        check.values(),
                        check.findings().stream().mapToLong(Finding::count).sum(),
                        check.lookAlikes().stream().mapToLong(Finding::count).sum(),
                        check.findings().stream()
                                .map(each -> new SyncReport.LeakPlace(each.place(), each.what(), each.count()))
                                .toList());
    }

    List<Finding> findings() {
        return check == null ? List.of() : check.findings();
    }

    List<Finding> lookAlikes() {
        return check == null ? List.of() : check.lookAlikes();
    }

    /** How many distinct values were looked for. */
    long values() {
        return check == null ? 0 : check.values();
    }

    @Override
    public void close() {
        map.watch(PersonalValues.NONE);
        if (check != null) {
            check.close();
        }
        if (folder != null) {
            folder.close();
        }
    }
}
