package io.penstock.pseudonym.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.PenstockException;
import io.penstock.database.Condition;
import io.penstock.database.Database;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.h2.H2Dialect;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Place;
import io.penstock.landscape.Secret;
import io.penstock.landscape.Throttle;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows hang on an account, on an embedded database; a real server has its turn in the tests of whole syncs. */
class RelatedRowsTest {

    private static final LocalDate LATER = LocalDate.of(2999, 12, 31);

    @TempDir
    private Path directory = Path.of("");

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("db") + ";DATABASE_TO_UPPER=FALSE";
    }

    private RelatedRowsTest made(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "sa", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    private static Account account(String where, String... except) {
        return new Account(
                new Place("personal-data.yaml", 7), "customer", where, true, List.of(except), "tests", LATER);
    }

    /** The keys of the kept rows by table; every table of them has an {@code id}. */
    private Map<String, List<String>> kept(Account account, int limit) {
        DatabaseAddress address = new DatabaseAddress(url(), null, "sa", new Secret(""));
        try (Database database = new H2Dialect().open(address, url(), "test");
                Snapshot snapshot = database.snapshot(1, Throttle.NONE)) {
            Table root = snapshot.catalog().find(account.table()).orElseThrow();
            Set<TableName> except = new HashSet<>();
            account.except()
                    .forEach(name ->
                            snapshot.catalog().find(name).map(Table::name).ifPresent(except::add));
            Map<TableName, Condition> found =
                    new RelatedRows(account, root, except, snapshot, table -> true, limit).walk();
            Map<String, List<String>> keys = new TreeMap<>();
            found.forEach((name, condition) -> {
                Table table = snapshot.catalog().table(name).orElseThrow();
                List<String> ids = new ArrayList<>();
                snapshot.values(table, List.of("id"), condition).forEach(each -> ids.add(each.get(0)));
                if (!ids.isEmpty()) {
                    keys.put(name.name(), ids.stream().sorted().toList());
                }
            });
            return keys;
        }
    }

    private Map<String, List<String>> kept(String where, String... except) {
        return kept(account(where, except), 100);
    }

    @Test
    void goesDownThroughTablesThatHoldNothingPersonalThemselves() throws SQLException {
        made(
                "CREATE TABLE customer (id INT PRIMARY KEY)",
                "CREATE TABLE orders (id INT PRIMARY KEY, customer INT REFERENCES customer)",
                "CREATE TABLE item (id INT PRIMARY KEY, orders INT REFERENCES orders, note VARCHAR(9))",
                "INSERT INTO customer VALUES (1), (2)",
                "INSERT INTO orders VALUES (10, 1), (11, 2), (12, 1), (13, NULL)",
                "INSERT INTO item VALUES (100, 10, ''), (101, 11, ''), (102, 12, ''), (103, NULL, '')");

        assertThat(kept("id = 1"))
                .isEqualTo(
                        Map.of("customer", List.of("1"), "orders", List.of("10", "12"), "item", List.of("100", "102")));
        assertThat(kept("id = 1", "orders")).isEqualTo(Map.of("customer", List.of("1")));
        assertThat(kept("id = 7")).isEmpty();
    }

    @Test
    void neverStepsFromOneAccountToAnother() throws SQLException {
        made(
                "CREATE TABLE customer (id INT PRIMARY KEY, recruited_by INT REFERENCES customer)",
                "CREATE TABLE message (id INT PRIMARY KEY, sender INT REFERENCES customer, recipient INT REFERENCES customer)",
                "INSERT INTO customer VALUES (1, NULL), (2, 1), (3, 2)",
                "INSERT INTO message VALUES (10, 1, 1), (11, 1, 2), (12, 2, 1), (13, 1, NULL), (14, 2, 2)");

        assertThat(kept("id = 1")).isEqualTo(Map.of("customer", List.of("1"), "message", List.of("10", "13")));
        assertThat(kept("id IN (1, 2)").get("message")).containsExactly("10", "11", "12", "13", "14");
    }

    @Test
    void theNearestReferenceDecidesWhoseARowIs() throws SQLException {
        made(
                "CREATE TABLE customer (id INT PRIMARY KEY)",
                "CREATE TABLE review (id INT PRIMARY KEY, customer INT REFERENCES customer)",
                "CREATE TABLE answer (id INT PRIMARY KEY, customer INT REFERENCES customer, review INT REFERENCES review)",
                "INSERT INTO customer VALUES (1), (2)",
                "INSERT INTO review VALUES (10, 1), (11, 2)",
                "INSERT INTO answer VALUES (100, 1, 11), (101, 2, 10), (102, NULL, 10), (103, NULL, 11)");

        assertThat(kept("id = 1").get("answer"))
                .as("its own answer to another, not another's answer to it")
                .containsExactly("100", "102");
    }

    @Test
    void circlesOfTablesAndRowsEnd() throws SQLException {
        made(
                "CREATE TABLE customer (id INT PRIMARY KEY)",
                "CREATE TABLE a (id INT PRIMARY KEY, customer INT REFERENCES customer, b INT)",
                "CREATE TABLE b (id INT PRIMARY KEY, a INT REFERENCES a, c INT)",
                "CREATE TABLE c (id INT PRIMARY KEY, b INT REFERENCES b, c INT REFERENCES c)",
                "INSERT INTO customer VALUES (1), (2)",
                "INSERT INTO a VALUES (10, 1, 20), (11, NULL, 20), (12, NULL, 21), (13, 2, 20)",
                "INSERT INTO b VALUES (20, 10, 30), (21, 11, 30), (22, 13, 34)",
                "INSERT INTO c VALUES (30, 20, 30), (31, NULL, 30), (32, NULL, NULL), (33, NULL, 32), (34, 22, 34), (35, 20, 34)",
                "UPDATE c SET c = 33 WHERE id = 32",
                "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b",
                "ALTER TABLE b ADD FOREIGN KEY (c) REFERENCES c");

        Map<String, List<String>> kept = kept("id = 1");

        assertThat(kept.get("a"))
                .as("12 refers to the row of nobody that refers to 12")
                .containsExactly("10", "11", "12");
        assertThat(kept.get("b")).containsExactly("20", "21");
        assertThat(kept.get("c"))
                .as("30 refers to itself, 31 to it; a circle of nobody is not reached; 35 hangs on another's row, too")
                .containsExactly("30", "31");
    }

    @Test
    void goesUpToWhatBelongsToTheAccountAlone() throws SQLException {
        made(
                "CREATE TABLE city (id INT PRIMARY KEY)",
                "CREATE TABLE address (id INT PRIMARY KEY, city INT REFERENCES city)",
                "CREATE TABLE customer (id INT PRIMARY KEY, home INT REFERENCES address, work INT REFERENCES address)",
                "CREATE TABLE orders (id INT PRIMARY KEY, customer INT REFERENCES customer, billed_to INT REFERENCES address)",
                "INSERT INTO city VALUES (1), (2)",
                "INSERT INTO address VALUES (10, 1), (11, 2), (12, 1), (13, 1), (14, 1)",
                "INSERT INTO customer VALUES (1, 10, 11), (2, 13, 11)",
                "INSERT INTO orders VALUES (100, 1, 12), (101, 1, 13), (102, 2, 14)");

        assertThat(kept("id = 1").get("address"))
                .as(
                        "home and that of the order; not the one at work, which it shares, and not the one of the other's home")
                .containsExactly("10", "12");
        assertThat(kept("id = 1")).doesNotContainKey("city");
        assertThat(kept("id = 1", "address")).doesNotContainKey("address");
    }

    @Test
    void keysOfSeveralColumnsReferOnlyWhenTheyAreWhole() throws SQLException {
        made(
                "CREATE TABLE customer (id INT, shop VARCHAR(9), PRIMARY KEY (id, shop))",
                "CREATE TABLE visit (id INT PRIMARY KEY, customer INT, shop VARCHAR(9), FOREIGN KEY (customer, shop) REFERENCES customer)",
                "INSERT INTO customer VALUES (1, 'it''s'), (1, 'b')",
                "INSERT INTO visit VALUES (10, 1, 'it''s'), (11, 1, 'b'), (12, 1, NULL), (13, NULL, 'b')");

        assertThat(kept("shop <> 'b'").get("visit")).containsExactly("10");
    }

    @Test
    void moreRowsThanTheLimitAreRefused() throws SQLException {
        made(
                "CREATE TABLE customer (id INT PRIMARY KEY)",
                "CREATE TABLE orders (id INT PRIMARY KEY, customer INT REFERENCES customer)",
                "CREATE TABLE item (id INT PRIMARY KEY, orders INT REFERENCES orders)",
                "INSERT INTO customer VALUES (1)",
                "INSERT INTO orders SELECT \"X\", 1 FROM SYSTEM_RANGE(1, 20)");

        assertThat(kept(account("id = 1"), 21).get("orders")).hasSize(20);
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> kept(account("id = 1"), 20))
                .satisfies(thrown ->
                        assertThat(thrown.problems().get(0).code()).isEqualTo(AccountProblem.KEPT_ROWS_TOO_MANY));
    }

    @Test
    void aConditionThatIsNoSqlIsNamedWithItsLine() throws SQLException {
        made("CREATE TABLE customer (id INT PRIMARY KEY)");

        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> kept("id ="))
                .satisfies(thrown -> {
                    assertThat(thrown.problems().get(0).code()).isEqualTo(DatabaseProblem.CONDITION_INVALID);
                    assertThat(thrown.problems().get(0).what()).startsWith("personal-data.yaml:7: the account ");
                });
        assertThat(Optional.of(account("id = 1").id())).get().asString().hasSize(10);
    }
}
