package io.penstock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class PersonalDataMapTest {

    private static final Set<String> PSEUDONYMIZERS = Set.of(
            "first-name",
            "last-name",
            "full-name",
            "login",
            "email",
            "phone",
            "street",
            "postal-code",
            "city",
            "company",
            "iban",
            "card-number",
            "date",
            "ip-address",
            "number",
            "code",
            "redact",
            "empty",
            "null",
            "constant",
            "json");

    private static Map<?, ?> map(String resource) throws IOException {
        Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
        return (Map<?, ?>) load.loadFromString(Resources.text(resource));
    }

    private static Map<?, ?> tablesOfTheMap() throws IOException {
        return (Map<?, ?>) at(map("personal-data.yaml"), "tables");
    }

    private static Object at(Map<?, ?> map, String key) {
        Object value = map.get(key);
        assertThat(value).as(key).isNotNull();
        return java.util.Objects.requireNonNull(value);
    }

    /** The columns of all tables of the schema, tables and columns in lower case. */
    private static Map<String, Set<String>> catalog(Connection connection) throws SQLException {
        Map<String, Set<String>> catalog = new TreeMap<>();
        for (String table : ShopContract.tables(connection)) {
            catalog.put(table, new TreeSet<>());
        }
        try (ResultSet columns = connection.getMetaData().getColumns(null, connection.getSchema(), null, null)) {
            while (columns.next()) {
                Set<String> names = catalog.get(columns.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
                if (names != null) { // a view has none
                    names.add(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return catalog;
    }

    private static void assertClassified(Map<String, Set<String>> catalog) throws IOException {
        Map<?, ?> tables = tablesOfTheMap();
        assertThat(tables.keySet()).map(Object::toString).containsExactlyInAnyOrderElementsOf(catalog.keySet());
        for (Map.Entry<?, ?> table : tables.entrySet()) {
            if (table.getValue() instanceof Map<?, ?> rule) {
                List<String> classified = new ArrayList<>();
                ((Map<?, ?>) at(rule, "columns")).keySet().forEach(name -> classified.add(name.toString()));
                ((Collection<?>) at(rule, "public")).forEach(name -> classified.add(name.toString()));
                assertThat(classified)
                        .as(table.getKey().toString())
                        .containsExactlyInAnyOrderElementsOf(
                                catalog.getOrDefault(table.getKey().toString(), Set.of()));
            } else {
                assertThat(table.getValue()).as(table.getKey().toString()).isIn("public", "empty");
            }
        }
    }

    @Test
    void classifiesEveryColumnOnH2() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            Shop.create(connection, Vendor.H2, ShopEnvironment.PRD_EDIT, 0.01, 1);
            assertClassified(catalog(connection));
        }
    }

    @Test
    void classifiesEveryColumnOnPostgresqlAndBothVendorsHaveTheSame() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Connection postgresql = server.getPostgresDatabase().getConnection();
                Connection h2 = DriverManager.getConnection("jdbc:h2:mem:")) {
            Shop.create(postgresql, Vendor.POSTGRESQL, ShopEnvironment.PRD_EDIT, 0.01, 1);
            Shop.create(h2, Vendor.H2, ShopEnvironment.PRD_EDIT, 0.01, 1);
            assertClassified(catalog(postgresql));
            assertThat(catalog(h2)).isEqualTo(catalog(postgresql));
        }
    }

    @Test
    void usesKnownPseudonymizersOnly() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Object rule : tablesOfTheMap().values()) {
            if (rule instanceof Map<?, ?> entry) {
                collect(((Map<?, ?>) at(entry, "columns")).values(), used);
            }
        }
        assertThat(used).isSubsetOf(PSEUDONYMIZERS).contains("email", "json", "iban", "date", "card-number");
    }

    private static void collect(Collection<?> columns, Set<String> used) {
        for (Object column : columns) {
            assertThat(column).isNotNull();
            if (column instanceof Map<?, ?> options) {
                used.add(at(options, "as").toString());
                if (options.get("paths") instanceof Map<?, ?> paths) {
                    collect(paths.values(), used);
                }
            } else {
                used.add(column.toString());
            }
        }
    }

    @Test
    void keepsTheTestersAndNobodyElse() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                var statement = connection.createStatement()) {
            Shop.create(connection, Vendor.H2, ShopEnvironment.PRD_EDIT, 0.05, 1);
            for (Map.Entry<?, ?> table : tablesOfTheMap().entrySet()) {
                if (table.getValue() instanceof Map<?, ?> rule && rule.get("keep") != null) {
                    try (ResultSet kept = statement.executeQuery("select count(*), (select count(*) from "
                            + table.getKey() + ") from " + table.getKey() + " where " + rule.get("keep"))) {
                        kept.next();
                        assertThat(kept.getLong(1))
                                .as(table.getKey().toString())
                                .isPositive()
                                .isLessThan(kept.getLong(2));
                    }
                }
            }
        }
    }
}
