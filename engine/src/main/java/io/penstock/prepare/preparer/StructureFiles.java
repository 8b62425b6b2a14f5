package io.penstock.prepare.preparer;

import java.util.List;

/** The preparers that make structure where it is missing, and the files that each reads where its step names none. */
enum StructureFiles {
    TABLES("DatabaseTablesPreparer", "tables"),
    INDEXES("DatabaseIndexesPreparer", "dbindex"),
    CONSTRAINTS("DatabaseConstraintsPreparer", "dbconstraints");

    private final String preparer;
    private final String file;

    StructureFiles(String preparer, String file) {
        this.preparer = preparer;
        this.file = file;
    }

    String preparer() {
        return preparer;
    }

    List<String> usual(String cartridge) {
        String scripts = cartridge + "/dbinit/scripts/" + file;
        return List.of(
                cartridge + "/dbinit/" + file + ".properties",
                scripts + ".properties",
                scripts + ".ddl",
                scripts + ".sql",
                "resources/" + scripts + ".properties",
                "resources/" + scripts + ".ddl",
                "resources/" + scripts + ".sql");
    }
}
