package io.penstock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the shop is on every database. */
abstract class ShopContract {

    /** A connection to an empty database of its own. */
    abstract Connection emptyDatabase() throws SQLException;

    abstract Vendor vendor();

    private Connection shop(ShopEnvironment environment, double scale, long seed) throws SQLException {
        Connection connection = emptyDatabase();
        Shop.create(connection, vendor(), environment, scale, seed);
        return connection;
    }

    static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        String schema = connection.getSchema();
        try (ResultSet tables =
                connection.getMetaData().getTables(null, schema, null, new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static Map<String, Long> counts(Connection connection) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : tables(connection)) {
            counts.put(table, number(connection, "select count(*) from " + table));
        }
        return counts;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static List<String> content(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from " + table)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(result.getString(i)).append('|');
                }
                rows.add(row.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    @Test
    void hasManyTablesAndNoneIsEmptyButThoseThatArePrepared() throws SQLException {
        try (Connection connection = shop(ShopEnvironment.PRD_EDIT, 0.1, 1)) {
            Map<String, Long> counts = counts(connection);
            assertThat(counts).containsKeys("locale", "staging_table");
            counts.values().removeIf(rows -> rows == 0);
            assertThat(counts)
                    .hasSize(49)
                    .allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());
        }
    }

    @Test
    void givesTheSameContentForTheSameSeed() throws SQLException {
        try (Connection one = shop(ShopEnvironment.PRD_EDIT, 0.05, 7);
                Connection other = shop(ShopEnvironment.PRD_EDIT, 0.05, 7)) {
            for (String table : tables(one)) {
                assertThat(content(other, table)).as(table).isEqualTo(content(one, table));
            }
        }
    }

    @Test
    void givesOtherPeopleForAnotherSeedAndForAnotherEnvironment() throws SQLException {
        try (Connection one = shop(ShopEnvironment.PRD_EDIT, 0.05, 7);
                Connection otherSeed = shop(ShopEnvironment.PRD_EDIT, 0.05, 8);
                Connection uat = shop(ShopEnvironment.UAT_EDIT, 0.2, 7)) {
            String people = "customer where customer_no not like 'QA-%'";
            assertThat(content(one, people))
                    .doesNotContainAnyElementsOf(content(otherSeed, people))
                    .doesNotContainAnyElementsOf(content(uat, people));
            assertThat(content(uat, "product")).containsAll(content(one, "product"));
        }
    }

    @Test
    void growsWithTheScale() throws SQLException {
        try (Connection small = shop(ShopEnvironment.PRD_EDIT, 0.1, 1);
                Connection large = shop(ShopEnvironment.PRD_EDIT, 0.3, 1)) {
            Map<String, Long> few = counts(small);
            Map<String, Long> many = counts(large);
            for (String table : List.of("customer", "address", "customer_order", "product", "review", "audit_log")) {
                assertThat((double) many.getOrDefault(table, 0L) / few.getOrDefault(table, 1L))
                        .as(table)
                        .isBetween(2.5, 3.5);
            }
            assertThat(many.get("country")).isEqualTo(few.get("country"));
        }
    }

    @Test
    void keepsEveryForeignKeyAndHasACycle() throws SQLException {
        try (Connection connection = shop(ShopEnvironment.PRD_EDIT, 0.2, 3)) {
            int keys = 0;
            String schema = connection.getSchema();
            List<String> edges = new ArrayList<>();
            for (String table : tables(connection)) {
                String stored = vendor() == Vendor.H2 ? table.toUpperCase(Locale.ROOT) : table;
                Map<String, List<String[]>> byName = new TreeMap<>();
                try (ResultSet imported = connection.getMetaData().getImportedKeys(null, schema, stored)) {
                    while (imported.next()) {
                        byName.computeIfAbsent(imported.getString("FK_NAME"), name -> new ArrayList<>())
                                .add(new String[] {
                                    imported.getString("PKTABLE_NAME"),
                                    imported.getString("PKCOLUMN_NAME"),
                                    imported.getString("FKCOLUMN_NAME")
                                });
                    }
                }
                for (List<String[]> key : byName.values()) {
                    keys++;
                    String parent = key.get(0)[0];
                    edges.add(table + ">" + parent.toLowerCase(Locale.ROOT));
                    StringBuilder match = new StringBuilder("1 = 1");
                    StringBuilder present = new StringBuilder("1 = 1");
                    for (String[] column : key) {
                        match.append(" and p.")
                                .append(column[1])
                                .append(" = c.")
                                .append(column[2]);
                        present.append(" and c.").append(column[2]).append(" is not null");
                    }
                    assertThat(number(
                                    connection,
                                    "select count(*) from " + table + " c where " + present
                                            + " and not exists (select 1 from " + parent + " p where " + match + ")"))
                            .as(table + " to " + parent)
                            .isZero();
                }
            }
            assertThat(keys).isGreaterThan(55);
            assertThat(edges).contains("customer>address", "address>customer");
        }
    }

    @Test
    void speaksOfAPersonInTheSameWordsEverywhere() throws SQLException {
        try (Connection connection = shop(ShopEnvironment.PRD_EDIT, 0.2, 3)) {
            String email =
                    vendor() == Vendor.H2 ? "(a.details).\"customer\".\"email\"" : "a.details->'customer'->>'email'";
            String unquoted = vendor() == Vendor.H2 ? "trim(both '\"' from cast(" + email + " as varchar))" : email;
            assertThat(number(connection, "select count(*) from audit_log")).isPositive();
            assertNone(
                    connection,
                    "audit_log a join customer c on c.id = a.customer_id where " + unquoted + " <> c.email");
            assertNone(
                    connection,
                    "newsletter_subscription n join customer c on c.id = n.customer_id where n.email <> c.email");
            assertNone(
                    connection,
                    "customer_order o join customer c on c.id = o.customer_id"
                            + " where o.billing_email <> c.email or o.billing_name <> c.first_name || ' ' || c.last_name");
            assertNone(
                    connection,
                    "support_ticket t join customer c on c.id = t.customer_id where t.contact_email <> c.email");
            assertNone(
                    connection,
                    "customer_order o where o.total <> (select sum(l.quantity * l.unit_price) from order_line l where l.order_id = o.id)");
            assertNone(
                    connection,
                    "customer_order o join address a on a.id = o.shipping_address_id where a.customer_id <> o.customer_id");
            assertThat(number(
                            connection,
                            "select count(*) from support_ticket t join customer c on c.id = t.customer_id"
                                    + " where position(c.first_name || ' ' || c.last_name in t.content) > 0"))
                    .isPositive();
        }
    }

    private static void assertNone(Connection connection, String rest) throws SQLException {
        assertThat(number(connection, "select count(*) from " + rest)).as(rest).isZero();
    }

    @Test
    void holdsTheAwkwardPeople() throws SQLException {
        try (Connection connection = shop(ShopEnvironment.PRD_EDIT, 0.5, 3)) {
            for (String condition : List.of(
                    "customer where last_name like '%ü%'",
                    "customer where last_name like '%''%'",
                    "customer where first_name like '%-%'",
                    "customer where last_name like '% %'",
                    "customer where last_name = 'Шевчук'",
                    "customer_profile where phone = ''",
                    "customer_profile where phone is null",
                    "shop_user where login like 'qa-%'",
                    "payment_instrument where legacy_card_number is not null",
                    "customer where preferred_address_id is null")) {
                assertThat(number(connection, "select count(*) from " + condition))
                        .as(condition)
                        .isPositive();
            }
        }
    }

    @Test
    void identifiersOfBusinessObjectsHaveThePlatformsForm() throws SQLException {
        try (Connection connection = shop(ShopEnvironment.PRD_EDIT, 0.1, 3);
                Statement statement = connection.createStatement();
                ResultSet ids = statement.executeQuery("select id from customer union all select id from product")) {
            while (ids.next()) {
                assertThat(ids.getString(1)).matches("[0-9A-Za-z._]{11}AAAE[0-9A-Za-z._]{9}");
            }
        }
    }

    @Test
    void goesOnCountingBehindTheLoadedRows() throws SQLException {
        try (Connection connection = shop(ShopEnvironment.PRD_EDIT, 0.1, 3);
                Statement statement = connection.createStatement()) {
            long last = number(connection, "select max(id) from import_log");
            statement.execute("insert into import_log (file_name, imported_rows) values ('x', 1)");
            assertThat(number(connection, "select max(id) from import_log")).isEqualTo(last + 1);
        }
    }

    @Test
    void lowerEnvironmentsHaveConfigurationOfTheirOwn() throws SQLException {
        try (Connection prd = shop(ShopEnvironment.PRD_LIVE, 0.1, 3);
                Connection uat = shop(ShopEnvironment.UAT_LIVE, 0.1, 3)) {
            String live = "preference where content like '%payments.example.com%'";
            assertThat(number(prd, "select count(*) from " + live)).isPositive();
            assertNone(uat, live);
            assertThat(number(uat, "select count(*) from preference where content = 'mail.uat.example.test'"))
                    .isEqualTo(2);
            assertThat(number(prd, "select count(*) from job_configuration where active and name like '%export'"))
                    .isEqualTo(4);
            assertNone(uat, "job_configuration where active and name like '%export'");
            assertThat(content(uat, "site")).isEqualTo(content(prd, "site"));
        }
    }
}
