package io.penstock.checks;

import io.penstock.Penstock;
import io.penstock.inplace.InPlacePlan;
import io.penstock.inplace.InPlaceReport;
import io.penstock.inplace.InPlaceRequest;
import io.penstock.inplace.PreparedInPlace;
import io.penstock.run.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** A copy of a higher database, mark and all, as a physical backup of it brings; it stands where the landscape says that UAT's is. */
record Restored(Postgres server, String database, Scenario scenario) {

    /** Copies a database of a server under another name, and declares it as UAT's. */
    static Restored of(Postgres server, String prd, String database, Path directory, String map) throws Exception {
        server.create(database, "TEMPLATE " + prd);
        server.run("postgres", "ALTER DATABASE " + database + " SET penstock.environment = 'acme/prd/live'");
        Scenario scenario = new Scenario(
                        Files.createTempDirectory(directory, database), server.url(prd), server.url(database))
                .map(map);
        return new Restored(server, database, scenario);
    }

    static InPlaceRequest request(boolean accepted) {
        return new InPlaceRequest("uat", Set.of(), accepted, "a test");
    }

    InPlacePlan plan() throws Exception {
        try (PreparedInPlace prepared = scenario.open().planInPlace(request(false))) {
            return prepared.plan();
        }
    }

    InPlaceReport pseudonymize() throws Exception {
        return pseudonymize(new Progress());
    }

    InPlaceReport pseudonymize(Progress progress) throws Exception {
        Penstock penstock = scenario.open();
        try (PreparedInPlace prepared = penstock.planInPlace(request(true))) {
            return penstock.pseudonymize(prepared, progress);
        }
    }

    void script(Path file) throws Exception {
        Penstock penstock = scenario.open();
        try (PreparedInPlace prepared = penstock.planInPlace(request(false))) {
            penstock.script(prepared, file, new Progress());
        }
    }

    List<String> rows(String sql) throws SQLException {
        return server.rows(database, sql);
    }

    /** The mark that the database bears, and its seal. */
    String mark() throws SQLException {
        return String.join(
                " ",
                server.rows(
                        "postgres",
                        "SELECT substr(s, strpos(s, '=') + 1) FROM pg_db_role_setting r JOIN pg_database d ON d.oid = r.setdatabase,"
                                + " unnest(r.setconfig) s WHERE d.datname = '" + database
                                + "' AND s LIKE 'penstock.%' ORDER BY s"));
    }
}
