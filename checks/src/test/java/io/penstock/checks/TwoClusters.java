package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Penstock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** PRD and UAT, each with an edit and a live cluster with a database and files; every row and every file tells which generation it is of. */
final class TwoClusters {

    static final String UAT_EDIT = "two_uat_edit";
    static final String UAT_LIVE = "two_uat_live";

    private static final String PRD_EDIT = "two_prd_edit";
    private static final String PRD_LIVE = "two_prd_live";
    private static final String STORE = "two_store";
    private static final int FILES = 200;

    /**
     * What stands in UAT.
     *
     * @param files the generations among all files of both clusters
     */
    record Generations(int edit, int live, Set<Integer> files) {

        static Generations all(int generation) {
            return new Generations(generation, generation, Set.of(generation));
        }
    }

    private final Path directory;
    private final Postgres edit;
    private final Postgres live;
    private final Scenario scenario;

    /** @param edit where the databases of UAT are; @param live likewise */
    TwoClusters(Path directory, Postgres edit, Postgres live) throws SQLException, IOException {
        this.directory = directory;
        this.edit = edit;
        this.live = live;
        Shop.create(Postgres.high(), PRD_EDIT);
        Shop.create(Postgres.high(), PRD_LIVE);
        Postgres.high().create(STORE);
        edit.create(UAT_EDIT);
        live.create(UAT_LIVE);
        for (String root : List.of("prd/edit", "prd/live", "uat/edit", "uat/live")) {
            Files.createDirectories(directory.resolve(root));
        }
        scenario = new Scenario(directory, Postgres.high().url(PRD_LIVE), live.url(UAT_LIVE))
                .edit(cluster(Postgres.high(), PRD_EDIT, "prd/edit"), cluster(edit, UAT_EDIT, "uat/edit"))
                .live(cluster(Postgres.high(), PRD_LIVE, "prd/live"), cluster(live, UAT_LIVE, "uat/live"))
                // Taken over at once from a process that was killed; an embedded store is some seconds later.
                .line("store: {url: \"" + Postgres.high().url(STORE) + "\", user: postgres}")
                .map(Shop.MAP);
    }

    private String cluster(Postgres server, String database, String root) {
        return Scenario.database(server.url(database), "user: postgres") + ", files: \"" + directory.resolve(root)
                + "\"";
    }

    Scenario scenario() {
        return scenario;
    }

    Penstock penstock() throws IOException {
        return scenario.open();
    }

    /** Makes a new generation in PRD. */
    TwoClusters change(int generation) throws SQLException, IOException {
        for (String database : List.of(PRD_EDIT, PRD_LIVE)) {
            Postgres.high().run(database, "UPDATE orders SET total = " + generation);
        }
        for (String root : List.of("prd/edit", "prd/live")) {
            Path sites = Files.createDirectories(directory.resolve(root).resolve("sites"));
            for (int i = 0; i < FILES / 2; i++) {
                // A file of the same size and time would count as unchanged.
                Files.writeString(sites.resolve("page" + i), "x".repeat(generation));
            }
        }
        return this;
    }

    /** Makes a new generation and brings it to UAT. */
    TwoClusters sync(int generation) throws SQLException, IOException {
        change(generation).scenario.sync();
        return this;
    }

    Generations generations() throws SQLException, IOException {
        Set<Integer> files = new TreeSet<>();
        int count = 0;
        for (String root : List.of("uat/edit", "uat/live")) {
            Path sites = directory.resolve(root).resolve("sites");
            if (Files.isDirectory(sites)) {
                try (Stream<Path> found = Files.list(sites)) {
                    for (Path file : found.toList()) {
                        files.add((int) Files.size(file));
                        count++;
                    }
                }
            }
        }
        assertThat(count).as("files in UAT").isIn(0, FILES / 2, FILES);
        return new Generations(rows(edit, UAT_EDIT), rows(live, UAT_LIVE), files);
    }

    /** The generation of the rows; 0 when there are none. */
    private static int rows(Postgres server, String database) throws SQLException {
        if (!TargetState.tables(server, database).contains("public.orders")) {
            return 0;
        }
        List<String> found = server.rows(database, "SELECT DISTINCT total::int FROM orders");
        assertThat(found).as("one generation in all rows of " + database).hasSize(1);
        return Integer.parseInt(found.get(0));
    }

    /** What is beside the targets, but for one replaced database and one set of replaced files each. */
    List<String> leftovers() throws SQLException, IOException {
        List<String> found = new ArrayList<>();
        found.addAll(leftovers(edit, UAT_EDIT));
        found.addAll(leftovers(live, UAT_LIVE));
        for (String root : List.of("uat/edit", "uat/live")) {
            Path own = directory.resolve(root).resolve(".penstock");
            found.addAll(beyond(0, list(own.resolve("stage"))));
            found.addAll(beyond(1, list(own.resolve("undo"))));
            if (Files.exists(own.resolve("intent"), LinkOption.NOFOLLOW_LINKS)) {
                found.add(own.resolve("intent").toString());
            }
        }
        found.addAll(list(directory.resolve(".penstock/temporary")));
        found.removeIf(file -> file.endsWith("lock"));
        return found;
    }

    private static List<String> leftovers(Postgres server, String database) throws SQLException {
        List<String> found = new ArrayList<>(TargetState.siblings(server, database));
        List<String> kept = found.stream()
                .filter(name -> name.startsWith(database + "_penstock_undo_"))
                .toList();
        found.removeAll(kept);
        found.addAll(beyond(1, kept));
        found.addAll(server.rows(
                "postgres",
                "SELECT d.datname, s FROM pg_db_role_setting r JOIN pg_database d ON d.oid = r.setdatabase, unnest(r.setconfig) s"
                        + " WHERE s LIKE 'penstock.intent%'"));
        return found;
    }

    private static List<String> beyond(int allowed, List<String> found) {
        return found.subList(Math.min(allowed, found.size()), found.size());
    }

    private static List<String> list(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(place)) {
            return entries.map(Path::toString).toList();
        }
    }
}
