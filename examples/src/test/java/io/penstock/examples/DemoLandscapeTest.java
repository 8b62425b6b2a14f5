package io.penstock.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class DemoLandscapeTest {

    @TempDir
    static Path directory;

    private static final List<String> PROGRESS = new ArrayList<>();

    @BeforeAll
    static void create() throws Exception {
        DemoLandscape.create(directory, 0.05, PROGRESS::add);
    }

    private static Object at(Object map, String key) {
        return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
    }

    private static long number(Path database, String query) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + database + ";IFEXISTS=TRUE", "sa", "");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static String marker(String cluster) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + directory.resolve(cluster + "/database/shop") + ";IFEXISTS=TRUE", "sa", "");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("values PENSTOCK.ENVIRONMENT")) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void everyUrlOfTheConfigurationOpensAShop() throws Exception {
        Object configuration = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(directory.resolve("penstock.yaml")));
        List<String> shops = new ArrayList<>();
        for (Object environment : (List<?>) at(configuration, "environments")) {
            for (Object cluster : ((Map<?, ?>) at(environment, "clusters")).values()) {
                Object database = at(cluster, "database");
                try (Connection connection = DriverManager.getConnection(
                        at(database, "url") + ";IFEXISTS=TRUE",
                        at(database, "user").toString(),
                        null)) {
                    assertThat(ShopContract.tables(connection)).contains("customer", "preference");
                }
                assertThat(directory.resolve(at(cluster, "files").toString())).isDirectory();
                shops.add(at(database, "url").toString());
            }
        }
        assertThat(shops).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void lowerEnvironmentsCarryTheirMarkerInDatabaseAndFiles() throws Exception {
        for (String cluster : List.of("uat/edit", "uat/live", "int/edit", "int/live")) {
            assertThat(marker(cluster)).isEqualTo("acme/" + cluster);
            assertThat(directory.resolve(cluster + "/files/.penstock-environment"))
                    .content()
                    .isEqualToIgnoringWhitespace("acme/" + cluster);
        }
        assertThatThrownBy(() -> marker("prd/edit")).isInstanceOf(SQLException.class);
    }

    @Test
    void theKeyIsLongRandomAndTheOwnersAlone() throws Exception {
        Path key = directory.resolve("key");
        assertThat(Base64.getDecoder().decode(Files.readString(key).strip())).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(directory.resolve("penstock.yaml"))).contains("${file:key}");
    }

    @Test
    void preservedRowsExistInTheLowerEnvironments() throws Exception {
        Path uat = directory.resolve("uat/edit/database/shop");
        assertThat(number(uat, "select count(*) from preference where name like 'smtp.%'"))
                .isEqualTo(8);
        assertThat(number(uat, "select count(*) from preference where name like 'payment.%'"))
                .isEqualTo(8);
        assertThat(number(uat, "select count(*) from preference where name like 'service.%'"))
                .isEqualTo(6);
        assertThat(number(uat, "select count(*) from job_configuration")).isEqualTo(12);
    }

    @Test
    void noSecretOfProductionHasANameThatIsNotPreserved() throws Exception {
        assertThat(number(
                        directory.resolve("prd/edit/database/shop"),
                        "select count(*) from preference where content like 'example-live-%'"
                                + " and not (name like 'smtp.%' or name like 'payment.%' or name like 'service.%')"))
                .isZero();
    }

    @Test
    void leavesAnExistingLandscapeAlone() throws Exception {
        String before = Files.readString(directory.resolve("key"));
        assertThatThrownBy(() -> DemoLandscape.create(directory, 0.05, line -> {}))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(directory.resolve("key")).hasContent(before.strip());
    }

    @Test
    void saysWhatItDoes() {
        assertThat(PROGRESS).contains("shop of prd", "files of uat live");
    }
}
