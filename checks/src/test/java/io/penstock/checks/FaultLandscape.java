package io.penstock.checks;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * PRD and UAT on servers of their own, behind relays: a database, files, an application with monitoring, a store on PostgreSQL, and people who hear by mail.
 * Where this machine lets us, UAT's database, its files and the store directory have small disks of their own.
 */
final class FaultLandscape implements AutoCloseable {

    static final String PRD = "faulty_prd";
    static final String UAT = "faulty_uat";
    static final List<String> HOOKS = List.of(
            "silence-monitoring",
            "stop-application",
            "start-application",
            "healthy",
            "rebuild-search-index",
            "resume-monitoring");

    /** What every personal value of PRD has in it. */
    private static final List<String> PERSONAL = List.of("@real.example", "Person Number", "Secret Person");

    private static final String STORE = "faulty_store";
    private static final int FILES = 300;
    private static final int SIZE = 20_000;
    private static final String MAP = Shop.MAP + "  preference: public\n";
    private static final String HOOK = """
            #!/bin/sh
            # Says what it is asked for, and does it; or is held, fails or hangs, as a test wants it.
            cd "$(dirname "$0")" || exit 9
            echo "begin $1" >> told
            if [ -e "hold-$1" ]; then echo $$ > "new-$1"; mv "new-$1" "at-$1"; fi
            while [ -e "hold-$1" ]; do sleep 0.05; done
            if [ -e "fail-$1" ]; then echo "the node is stuck" >&2; exit 3; fi
            if [ -e "hang-$1" ]; then sleep 600; fi
            echo "$1" >> told
            """;

    private final Path directory;
    private final Postgres high;
    private final Postgres low;
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Map<String, SmallDisk> disks = new TreeMap<>();
    private final Relay source;
    private final Relay target;
    private final Relay store;
    private final Relay post;
    private int generation;

    /** What stands in UAT. */
    record Content(Map<String, List<String>> rows, Map<String, String> files, List<String> mark) {

        /** Without the seal, which names the run. */
        boolean holdsTheSameAs(Content other) {
            return rows.equals(other.rows) && files.equals(other.files);
        }

        /** Whether its rows are those of one of two, and each of its files too. */
        boolean isMadeOf(Content one, Content other) {
            return (rows.equals(one.rows) || rows.equals(other.rows))
                    && files.keySet().equals(other.files.keySet())
                    && files.entrySet().stream()
                            .allMatch(file -> file.getValue().equals(one.files.get(file.getKey()))
                                    || file.getValue().equals(other.files.get(file.getKey())));
        }
    }

    FaultLandscape(Path directory) throws Exception {
        this.directory = directory;
        high = Postgres.start(builder -> {});
        low = Postgres.start(builder -> {});
        mail.start();
        source = new Relay(high.port());
        target = new Relay(low.port());
        store = new Relay(high.port());
        post = new Relay(mail.getSmtp().getPort());
        for (String disk : List.of("space", "uat", "store")) {
            disks.put(disk, SmallDisk.at(Files.createDirectory(directory.resolve(disk))));
        }
        high.create(STORE);
        Shop.create(high, PRD);
        high.run(PRD, """
                CREATE TABLE preference (name text PRIMARY KEY, value text);
                INSERT INTO preference VALUES ('smtp.host', 'smtp.prd.real'), ('title', 'Shop');
                """);
        Path space = Files.createDirectory(directory.resolve("space/data"));
        SmallDisk.giveTo(
                space, Path.of(low.rows("postgres", "SHOW data_directory").get(0)));
        low.run("postgres", "CREATE TABLESPACE small LOCATION '" + space + "'");
        low.create(UAT, "TABLESPACE small");
        low.run(
                UAT,
                "CREATE TABLE preference (name text PRIMARY KEY, value text); INSERT INTO preference VALUES ('smtp.host', 'smtp.uat.test')");
        Shop.mark(low, UAT, "acme/uat/live");
        Path hook = Files.writeString(directory.resolve("hook"), HOOK);
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(directory.resolve("prd/sites"));
        Files.createDirectories(directory.resolve("config/live"));
        Files.writeString(
                directory.resolve("config/live/shop.yaml"), "tables: {preference: {set: [{name: title, value: UAT}]}}");
        Files.writeString(directory.resolve("uat/.penstock-environment"), "acme/uat/live\n");
        change();
    }

    /** The landscape, with a time that hooks may take. */
    Scenario scenario(int seconds) throws IOException {
        StringBuilder lifecycle = new StringBuilder("lifecycle: {");
        for (String hook : HOOKS) {
            lifecycle
                    .append(hook.equals(HOOKS.get(0)) ? "" : ", ")
                    .append(hook)
                    .append(": {command: [./hook, ")
                    .append(hook)
                    .append("], timeout: ")
                    .append(seconds)
                    .append("s");
            lifecycle.append(hook.equals("healthy") ? ", within: " + seconds + "s}" : "}");
        }
        return new Scenario(directory, url(source, PRD), url(target, UAT))
                .live(
                        Scenario.database(url(source, PRD), "user: postgres") + ", files: prd",
                        Scenario.database(url(target, UAT), "user: postgres") + ", files: uat")
                .uat(lifecycle + "}")
                .uat("configuration-set: {path: config}")
                .uat("preserve: [\"preference where name like 'smtp.%'\"]")
                .uat("forbidden-contacts: ['smtp\\.prd\\.real']")
                .line("store: {url: \"" + url(store, STORE) + "\", user: postgres}")
                .line("store-directory: store/penstock")
                .line("mail: {host: 127.0.0.1, port: " + post.port()
                        + ", security: none, from: penstock@acme.test, to: {uat: [ops@acme.test]}}")
                .map(MAP);
    }

    private static String url(Relay relay, String database) {
        return "jdbc:postgresql://127.0.0.1:" + relay.port() + "/" + database;
    }

    /** Makes a new generation of PRD. */
    void change() throws SQLException, IOException {
        generation++;
        high.run(PRD, "UPDATE orders SET total = " + generation);
        for (int i = 0; i < FILES; i++) {
            // A file of the same size and time would count as unchanged.
            Files.writeString(directory.resolve("prd/sites/page" + i), "x".repeat(SIZE + generation));
        }
    }

    Content content() throws Exception {
        Map<String, String> files = new TreeMap<>();
        Path sites = directory.resolve("uat/sites");
        if (Files.isDirectory(sites)) {
            try (Stream<Path> found = Files.list(sites)) {
                for (Path file : found.toList()) {
                    files.put(file.getFileName().toString(), digest(file));
                }
            }
        }
        return new Content(
                Contents.of(low, UAT),
                files,
                low.rows(
                        "postgres",
                        "SELECT s FROM pg_db_role_setting r JOIN pg_database d ON d.oid = r.setdatabase, unnest(r.setconfig) s"
                                + " WHERE d.datname = '" + UAT + "' AND s LIKE 'penstock.%' ORDER BY 1"));
    }

    private static String digest(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        return content.length + " " + Arrays.hashCode(content);
    }

    /** Whether UAT holds what PRD has now. */
    boolean isUpToDate(Content content) {
        return content.files().size() == FILES
                && content.files().values().stream().allMatch(text -> text.startsWith(SIZE + generation + " "))
                && content.rows().getOrDefault("orders", List.of()).stream()
                        .allMatch(row -> row.contains("\t" + generation + ".00\t"))
                && content.rows().getOrDefault("customer", List.of()).size() == 201;
    }

    /** What the hooks did since it was last asked. */
    List<String> told() throws IOException {
        Path file = directory.resolve("told");
        List<String> told = Files.exists(file) ? Files.readAllLines(file) : List.of();
        Files.deleteIfExists(file);
        return told;
    }

    /** Where a personal value of PRD rests beyond PRD: whatever the server of UAT has on its disk, UAT's files, and all that penstock keeps. */
    List<Path> personal() throws Exception {
        List<Path> found = new ArrayList<>();
        for (Path root : List.of(
                Path.of(low.rows("postgres", "SHOW data_directory").get(0)),
                directory.resolve("space"),
                directory.resolve("uat"),
                directory.resolve("store"),
                directory.resolve("output"))) {
            found.addAll(Resting.with(root, PERSONAL));
        }
        for (String table : List.of("run", "step", "attempt", "decision", "log")) {
            for (String value : PERSONAL) {
                if (!high.rows(STORE, "SELECT 1 FROM " + table + " t WHERE t::text LIKE '%" + value + "%'")
                        .isEmpty()) {
                    found.add(Path.of("store", table));
                }
            }
        }
        return found;
    }

    /** What a run that is over should not have left: databases, staged files, intents, runs that seem to go on, notes of what is stopped, messages that wait. */
    List<String> leftovers() throws Exception {
        List<String> found = new ArrayList<>();
        for (String sibling : TargetState.siblings(low, UAT)) {
            if (!sibling.startsWith(UAT + "_penstock_undo_")) {
                found.add(sibling);
            }
        }
        found.addAll(low.rows(
                "postgres", "SELECT s FROM pg_db_role_setting, unnest(setconfig) s WHERE s LIKE 'penstock.intent%'"));
        for (String folder : List.of("uat/.penstock/stage", "store/penstock/lifecycle", "store/penstock/temporary")) {
            if (Files.isDirectory(file(folder))) {
                try (Stream<Path> entries = Files.list(file(folder))) {
                    entries.map(Path::toString)
                            .filter(entry -> !entry.endsWith("lock"))
                            .forEach(found::add);
                }
            }
        }
        if (Files.exists(file("uat/.penstock/intent"))) {
            found.add("an intent of files");
        }
        found.addAll(high.rows(STORE, "SELECT id FROM run WHERE state = 'running'"));
        scenario(60).open().messages().waiting().forEach(message -> found.add(message.subject()));
        return found;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    Postgres high() {
        return high;
    }

    Postgres low() {
        return low;
    }

    Relay source() {
        return source;
    }

    Relay target() {
        return target;
    }

    Relay store() {
        return store;
    }

    Relay post() {
        return post;
    }

    GreenMail mail() {
        return mail;
    }

    SmallDisk disk(String name) {
        return disks.get(name);
    }

    @Override
    public void close() throws Exception {
        for (Relay relay : List.of(source, target, store, post)) {
            relay.close();
        }
        mail.stop();
        low.close();
        high.close();
        for (SmallDisk disk : disks.values()) {
            disk.close();
        }
    }
}
