package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PersonalDataCheckCommandTest {

    private static final String FITTING = """
            tables:
              CUSTOMER:
                columns: {EMAIL: email, NOTE: redact}
                public: [ID]
            """;

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void makeALandscape() throws IOException, SQLException {
        Files.writeString(directory.resolve("penstock.yaml"), """
                landscape: acme
                environments:
                  - name: int
                    role: test
                    clusters:
                      edit: {database: {url: "jdbc:h2:./edit", user: sa, password: "${file:password}"}}
                      live: {database: {url: "jdbc:h2:./live", user: sa, password: "${file:password}"}}
                personal-data: personal-data.yaml
                """);
        Files.writeString(directory.resolve("password"), "pw");
        shell = new Shell(directory);
        for (String cluster : new String[] {"edit", "live"}) {
            run(cluster, "CREATE TABLE customer (id INT PRIMARY KEY, email VARCHAR(80) UNIQUE, note VARCHAR(200))");
        }
    }

    private void run(String database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + directory.resolve(database), "sa", "pw");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Shell.Outcome check(String map, String... more) throws IOException {
        Files.writeString(directory.resolve("personal-data.yaml"), map);
        String[] arguments = new String[3 + more.length];
        System.arraycopy(new String[] {"personal-data", "check", "int"}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return shell.on(arguments);
    }

    @Test
    void aMapThatFitsIsSaidToFitWithoutAKey() throws IOException {
        Shell.Outcome outcome = check(FITTING);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).startsWith("The personal-data map fits int: ");
    }

    @Test
    void allProblemsOfAllClustersAreListedOnceAndRefused() throws IOException, SQLException {
        run("live", "ALTER TABLE customer ADD phone VARCHAR(20)");

        Shell.Outcome outcome = check("""
                tables:
                  CUSTOMER:
                    columns: {EMAIL: last-name, NAME: full-name}
                    public: [ID]
                    keep: "NO_SUCH = 1"
                """);

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("UNCLASSIFIED-COLUMN Column PUBLIC.CUSTOMER.NOTE"),
                        line -> assertThat(line).startsWith("UNCLASSIFIED-COLUMN (live) Column PUBLIC.CUSTOMER.PHONE"),
                        line -> assertThat(line)
                                .startsWith("UNIQUE-KEY-AT-RISK ")
                                .contains(":3: "),
                        line -> assertThat(line).startsWith("MAP-UNKNOWN-COLUMN (edit)"),
                        line -> assertThat(line).startsWith("MAP-UNKNOWN-COLUMN (live)"),
                        line -> assertThat(line)
                                .startsWith("CONDITION-INVALID (edit)")
                                .contains(":5: "),
                        line -> assertThat(line).startsWith("CONDITION-INVALID (live)"),
                        line -> assertThat(line).startsWith("7 problems of the personal-data map with int: "));
    }

    @Test
    void jsonHoldsTheListForAPipeline() throws IOException {
        JsonNode json = check(FITTING.replace("NOTE: redact", "NOTE: login, NOTE2: redact"), "--output", "json")
                .json();

        assertThat(json.get("outcome").asString()).isEqualTo("refused");
        assertThat(json.get("exitCode").asInt()).isEqualTo(3);
        assertThat(json.get("problems").get(0).get("code").asString()).isEqualTo("MAP-UNKNOWN-COLUMN");
        assertThat(json.get("problems").get(0).get("clusters")).hasSize(1);
    }

    @Test
    void oneClusterCanBeChecked() throws IOException, SQLException {
        run("live", "ALTER TABLE customer ADD phone VARCHAR(20)");

        assertThat(check(FITTING, "--cluster", "edit").code()).isZero();
        assertThat(check(FITTING, "--cluster", "live").code()).isEqualTo(3);
    }

    @Test
    void aBrokenMapIsWrongUsage() throws IOException {
        Shell.Outcome outcome = check(FITTING.replace("email,", "emial,"));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("MAP-INVALID ").contains("did you mean 'email'?");
    }

    @Test
    void aConditionThatIsNoSqlIsWrongUsageWhenNothingElseIsWrong() throws IOException {
        Shell.Outcome outcome = check(FITTING + "    keep: \"this is no SQL\"\n");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).startsWith("CONDITION-INVALID ");
    }
}
