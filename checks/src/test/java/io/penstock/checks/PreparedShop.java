package io.penstock.checks;

import io.penstock.Penstock;
import io.penstock.prepare.PrepareMode;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.PrepareRequest;
import io.penstock.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An environment with one database, and cartridges that a test writes. */
final class PreparedShop {

    /** The databases that cartridges are prepared on. */
    enum Product {
        POSTGRESQL,
        H2
    }

    private static final String DATABASE = "prepared_shop";

    private final Path directory;
    private final String url;

    PreparedShop(Path directory, Product product) throws IOException, SQLException {
        this.directory = directory;
        if (product == Product.POSTGRESQL) {
            Postgres.low().create(DATABASE);
            url = Postgres.low().url(DATABASE);
        } else {
            Files.createDirectories(directory.resolve("database"));
            // Else H2 writes what was committed twice a second, and a process that is killed has done nothing yet.
            url = "jdbc:h2:" + directory.resolve("database/shop") + ";WRITE_DELAY=0";
            DriverManager.getConnection(url, "postgres", "").close();
        }
        configure("penstock.yaml", "store");
    }

    /** @param store a directory: another one is that of another machine */
    void configure(String name, String store) throws IOException {
        file(name, """
                landscape: acme
                cartridges: cartridges
                store-directory: %s
                environments:
                  - name: uat
                    role: test
                    clusters: {live: {database: {url: "%s", user: postgres}}}
                """.formatted(store, url));
    }

    Path directory() {
        return directory;
    }

    Path configuration() {
        return directory.resolve("penstock.yaml");
    }

    Path cartridge(String name) {
        return directory.resolve("cartridges").resolve(name);
    }

    void file(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** A list of cartridges, each with these lines in its {@code dbinit.properties}. */
    void cartridges(Map<String, List<String>> initializations) throws IOException {
        file(
                "cartridges/cartridgelist.properties",
                "cartridges.dbinit = " + String.join(" ", initializations.keySet()));
        for (Map.Entry<String, List<String>> each : initializations.entrySet()) {
            file(
                    "cartridges/" + each.getKey() + "/release/dbinit.properties",
                    String.join("\n", each.getValue()) + "\n");
        }
    }

    Penstock open() {
        return Penstock.open(configuration(), Map.of());
    }

    static PrepareRequest request() {
        return new PrepareRequest("uat", Set.of(), PrepareMode.AUTO, Set.of(), false, "a test");
    }

    PrepareReport prepare() {
        return prepare(new Progress());
    }

    PrepareReport prepare(Progress progress) {
        return prepare(request(), progress);
    }

    PrepareReport prepare(PrepareRequest request, Progress progress) {
        try (Penstock penstock = open()) {
            return penstock.preparation().run(request, progress);
        }
    }

    PrepareReport plan() {
        try (Penstock penstock = open()) {
            return penstock.preparation().plan(request());
        }
    }

    /** Each step of the first database with its state, and why it failed. */
    static List<String> lines(PrepareReport report) {
        return report.databases().get(0).steps().stream()
                .map(step -> step.status() + " " + step.step() + (step.error() == null ? "" : ": " + step.error()))
                .toList();
    }

    String one(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
