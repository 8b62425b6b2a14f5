package io.penstock.prepare.preparer;

import io.penstock.prepare.Preparer;

/** Stands for the backup before a migration. By the time a step runs, others may have run before it, so the backup is taken by the run, before its first step, or by the operator. */
final class BackupDatabasePreparer extends Preparer {

    @Override
    public boolean prepare() {
        note(
                "A step takes no backup, since others may have run before it: --database-backup takes one before the first.");
        return true;
    }
}
