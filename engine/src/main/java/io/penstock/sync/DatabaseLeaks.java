package io.penstock.sync;

import io.penstock.database.RowScan;
import io.penstock.database.ScratchFolder;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.leak.Finding;
import io.penstock.pseudonym.leak.LeakCheck;
import io.penstock.pseudonym.leak.PersonalValues;
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

    boolean isNeeded() {
        return check != null;
    }

    /** All rows have been read; what is shown from now on is looked at. */
    void seal() {
        if (check != null) {
            check.seal();
        }
    }

    RowScan scan() {
        return check == null ? RowScan.NONE : check;
    }

    /** @throws io.penstock.PenstockException LEAK-FOUND */
    void requireNone() {
        if (check != null) {
            Finding.requireNone(check.findings());
        }
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
