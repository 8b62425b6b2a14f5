package io.penstock.checks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Real PostgreSQL servers, started once for all tests of the process: one for the higher environment, one for the lower, one of an old version. */
public final class Postgres implements AutoCloseable {

    /** The user of the servers; authentication is by trust. */
    public static final String USER = "postgres";

    private static final Supplier<Postgres> HIGH = once(() -> start(builder -> {}));
    private static final Supplier<Postgres> LOW = once(() -> start(builder -> {}));
    private static final Supplier<Postgres> OLDEST = once(() -> start("14", builder -> {}));

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static Postgres high() {
        return HIGH.get();
    }

    public static Postgres low() {
        return LOW.get();
    }

    /** A server of the oldest version that is spoken. */
    static Postgres oldest() {
        return OLDEST.get();
    }

    private static Supplier<Postgres> once(Supplier<Postgres> start) {
        return new Supplier<>() {
            private @Nullable Postgres started;

            @Override
            public synchronized Postgres get() {
                if (started == null) {
                    started = start.get();
                }
                return started;
            }
        };
    }

    /** Starts a server of another version, which the build has laid ready. */
    static Postgres start(String majorVersion, Consumer<EmbeddedPostgres.Builder> configuration) {
        return start(builder -> {
            builder.setPgBinaryResolver((system, processor) ->
                    Files.newInputStream(Path.of("target/servers", majorVersion, "postgres-linux-x86_64.txz")));
            configuration.accept(builder);
        });
    }

    /** Starts a server of a test's own. */
    static Postgres start(Consumer<EmbeddedPostgres.Builder> configuration) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "100")
                .setServerConfig("fsync", "off");
        configuration.accept(builder);
        try {
            return new Postgres(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a standby that follows a server. */
    static Postgres standbyOf(Postgres primary, Path directory, Consumer<EmbeddedPostgres.Builder> configuration)
            throws IOException, InterruptedException {
        Process backup = new ProcessBuilder(
                        tool("pg_basebackup"),
                        "--host=127.0.0.1",
                        "--port=" + primary.port(),
                        "--username=" + USER,
                        "--pgdata=" + directory,
                        "--checkpoint=fast",
                        "--write-recovery-conf")
                .inheritIO()
                .start();
        if (backup.waitFor() != 0) {
            throw new IOException("pg_basebackup failed");
        }
        return start(builder -> {
            builder.setDataDirectory(directory).setCleanDataDirectory(false);
            configuration.accept(builder);
        });
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Ends the server as a power cut does, and starts it again. */
    void restart() throws SQLException, IOException, InterruptedException {
        Path data = Path.of(rows("postgres", "SHOW data_directory").get(0));
        String process = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        Path program = Files.readSymbolicLink(Path.of("/proc", process, "exe"));
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // The server itself refuses to be root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                program.resolveSibling("pg_ctl").toString(),
                "restart",
                "--wait",
                "--mode=immediate",
                "--pgdata=" + data,
                "--log=" + data.resolve("restarted.log")));
        if (new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                != 0) {
            throw new IOException("the server did not come back");
        }
    }

    /** Where a client tool is: the program itself, not the script that Debian has on the path. */
    static String tool(String name) throws IOException {
        Path packaged = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(packaged)) {
            try (Stream<Path> versions = Files.list(packaged)) {
                return versions.map(version -> version.resolve("bin").resolve(name))
                        .filter(Files::isExecutable)
                        .max(Comparator.naturalOrder())
                        .map(Path::toString)
                        .orElse(name);
            }
        }
        return name;
    }

    public int port() {
        return server.getPort();
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, "");
    }

    /** Makes an empty database, in place of an old one of that name. */
    public void create(String database) throws SQLException {
        create(database, "ENCODING 'UTF8'");
    }

    /** Makes an empty database with options of {@code CREATE DATABASE}, in place of an old one of that name and of what was kept beside it. */
    void create(String database, String options) throws SQLException {
        for (String old : rows(
                "postgres",
                "SELECT datname FROM pg_database WHERE datname = '" + database + "' OR datname LIKE '" + database
                        + "\\_penstock\\_%'")) {
            run("postgres", "DROP DATABASE \"" + old + "\" WITH (FORCE)");
        }
        run(
                "postgres",
                "CREATE DATABASE \"" + database + "\" " + (options.startsWith("TEMPLATE") ? "" : "TEMPLATE template0 ")
                        + options);
    }

    /** Makes a role anew that may log in and nothing else. */
    void role(String name) throws SQLException {
        if (!rows("postgres", "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")
                .isEmpty()) {
            for (String database : rows("postgres", "SELECT datname FROM pg_database WHERE datallowconn")) {
                run(database, "REASSIGN OWNED BY " + name + " TO postgres; DROP OWNED BY " + name);
            }
            run("postgres", "DROP ROLE " + name);
        }
        run("postgres", "CREATE ROLE " + name + " LOGIN");
    }

    public void run(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Keeps a database from being renamed until the connection is closed; it can be used meanwhile. */
    Connection holdName(String database) throws SQLException {
        Connection holding = connect("postgres");
        holding.setAutoCommit(false);
        try (Statement statement = holding.createStatement()) {
            statement.execute("COMMENT ON DATABASE \"" + database + "\" IS 'held'");
        }
        return holding;
    }

    /** Whether a session waits for something of that kind while it runs a statement of that form. */
    boolean waits(String kind, String statement) throws SQLException {
        return !rows(
                        "postgres",
                        "SELECT 1 FROM pg_stat_activity WHERE '" + kind
                                + "' IN (wait_event_type, wait_event) AND query LIKE '" + statement + "'")
                .isEmpty();
    }

    /** The rows of a query, columns joined by {@code |}. */
    public List<String> rows(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> result = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(i == 1 ? "" : "|").append(rows.getString(i));
                }
                result.add(row.toString());
            }
            return result;
        }
    }
}
