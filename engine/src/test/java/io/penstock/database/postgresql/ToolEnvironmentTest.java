package io.penstock.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class ToolEnvironmentTest {

    @Test
    void namesTheServerAndTheDatabase() {
        assertThat(variables("jdbc:postgresql://one:5433,two/shop?user=anna"))
                .containsEntry("PGHOST", "one,two")
                .containsEntry("PGPORT", "5433,5432")
                .containsEntry("PGDATABASE", "shop")
                .containsEntry("PGUSER", "anna")
                .doesNotContainKeys("PGSSLMODE", "PGTARGETSESSIONATTRS");
    }

    @Test
    void passesCertificatesOn() {
        assertThat(variables("jdbc:postgresql://one/shop?sslmode=verify-ca&sslrootcert=/r&sslcert=/c&sslkey=/k"))
                .containsEntry("PGSSLMODE", "verify-ca")
                .containsEntry("PGSSLROOTCERT", "/r")
                .containsEntry("PGSSLCERT", "/c")
                .containsEntry("PGSSLKEY", "/k");
    }

    @ParameterizedTest
    @CsvSource({
        "ssl=true, verify-full",
        "ssl, verify-full",
        "ssl=false,",
        "ssl=true&sslmode=require, require",
        "ssl=true&sslfactory=org.postgresql.ssl.NonValidatingFactory, require",
        "sslmode=disable, disable"
    })
    void meansByEncryptionWhatTheDriverMeans(String options, String mode) {
        assertThat(variables("jdbc:postgresql://one/shop?" + options).get("PGSSLMODE"))
                .isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({
        "any,",
        "primary, primary",
        "master, primary",
        "secondary, standby",
        "preferSecondary, prefer-standby",
        "preferPrimary, primary"
    })
    void looksForTheKindOfServerThatTheDriverLooksFor(String type, String attributes) {
        assertThat(variables("jdbc:postgresql://one,two/shop?targetServerType=" + type)
                        .get("PGTARGETSESSIONATTRS"))
                .isEqualTo(attributes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslkey=/k.pk8&sslpassword=x",
                "sslkey=/k.p12",
                "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
            })
    void saysWhatToolsCannotBeTold(String options) {
        assertThat(environment("jdbc:postgresql://one/shop?" + options).untold())
                .hasSize(1);
    }

    @Test
    void saysNothingOfWhatToolsCanBeTold() {
        assertThat(environment("jdbc:postgresql://one/shop?ssl=true&sslkey=/k.pk8&sslcert=/c")
                        .untold())
                .isEmpty();
    }

    private static Map<String, String> variables(String url) {
        return environment(url).variables();
    }

    private static ToolEnvironment environment(String url) {
        return new ToolEnvironment(Objects.requireNonNull(Driver.parseURL(url, null)));
    }
}
