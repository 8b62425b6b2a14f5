package io.penstock.prepare.preparer;

import io.penstock.prepare.Preparer;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The preparers that need no jar, by the last part of the documented class name. */
public final class BuiltInPreparers {

    private static final Map<String, Supplier<Preparer>> ALL = Collections.unmodifiableMap(make());

    private BuiltInPreparers() {}

    /** Makes each anew by its name. */
    public static Map<String, Supplier<Preparer>> all() {
        return ALL;
    }

    private static Map<String, Supplier<Preparer>> make() {
        Map<String, Supplier<Preparer>> all = new TreeMap<>();
        all.put("SQLScriptPreparer", () -> new SqlScriptPreparer(false));
        all.put("ExecuteSQLScriptPreparer", () -> new SqlScriptPreparer(false));
        all.put("StoredProcedurePreparer", () -> new SqlScriptPreparer(true));
        for (StructureFiles files : StructureFiles.values()) {
            all.put(files.preparer(), () -> new StructurePreparer(files));
        }
        all.put("DropTable", DropTablesPreparer::new);
        all.put("DropTablesPreparer", DropTablesPreparer::new);
        all.put("BackupDatabasePreparer", BackupDatabasePreparer::new);
        all.put("MoveIndexesPreparer", MoveIndexesPreparer::new);
        all.put("TableMonitoringPreparer", TableMonitoringPreparer::new);
        all.put("StagingEnvironmentPreparer", StagingPreparer::new);
        all.put("MigrateStagingEnvironment", StagingPreparer::new);
        all.put("RemoveAllProcesses", () -> new ReleasePreparer("process_run"));
        all.put("ReleaseAllProcesses", () -> new ReleasePreparer("process_run"));
        all.put("ReleaseAllResources", () -> new ReleasePreparer("resource_lock"));
        addRows(all);
        return all;
    }

    private static void addRows(Map<String, Supplier<Preparer>> all) {
        all.put("TableRowsPreparer", TableRowsPreparer::new);
        all.put("AddTableRowsPreparer", () -> new TableRowsPreparer(RowsMode.ADD, null));
        all.put("UpdateTableRowsPreparer", () -> new TableRowsPreparer(RowsMode.UPDATE, null));
        all.put("DeleteTableRowsPreparer", () -> new TableRowsPreparer(RowsMode.DELETE, null));
        for (RowsKind kind : RowsKind.values()) {
            for (String name : kind.plurals()) {
                all.put("Prepare" + name, () -> new TableRowsPreparer(RowsMode.UPSERT, kind.declaration()));
                all.put("Add" + name + "Preparer", () -> new TableRowsPreparer(RowsMode.ADD, kind.declaration()));
                all.put("Update" + name + "Preparer", () -> new TableRowsPreparer(RowsMode.UPDATE, kind.declaration()));
                all.put("Delete" + name + "Preparer", () -> new TableRowsPreparer(RowsMode.DELETE, kind.declaration()));
            }
            all.put("Delete" + kind.singular(), () -> new TableRowsPreparer(RowsMode.DELETE, kind.declaration()));
        }
        String definition = RowsKind.PREFERENCE_DEFINITION.declaration();
        all.put("AddPreferenceDefinitionsInformationPreparer", () -> new TableRowsPreparer(RowsMode.TEXTS, definition));
    }
}
