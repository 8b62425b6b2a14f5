package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Penstock;
import io.penstock.examples.Shop;
import io.penstock.examples.ShopEnvironment;
import io.penstock.examples.Vendor;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One map, three ways: the commands of the product, on three databases. The example shop is refreshed by {@code sync}, pseudonymized where it stands by {@code pseudonymize}, and by the
 * script that {@code pseudonymize --script} writes, with testers' rows by filter and one account with all that hangs on it.
 */
@Tag("postgresql")
class ThreeWaysTest {

    private static final String PRD = "three_prd";
    private static final String STREAM = "three_stream";
    private static final String IN_PLACE = "three_in_place";
    private static final String SCRIPTED = "three_scripted";
    private static final int SHOP_TABLES = 62;

    /** Beside the shop, a table for each of the pseudonymizers that the shop has no column for. */
    private static final String REST = """
            CREATE EXTENSION hstore;
            CREATE TYPE seat AS (city text, street text);
            CREATE TABLE rest (
              no int PRIMARY KEY,
              given text,
              family text,
              whole text,
              bank varchar(11),
              tax varchar(20),
              device uuid UNIQUE,
              api_key varchar(40),
              password varchar(80),
              seen timestamptz,
              note text,
              story text,
              document xml,
              place seat,
              settings hstore,
              words tsvector,
              initials text);
            INSERT INTO rest SELECT i, 'Given' || i, 'Family' || i, 'Given' || i || ' Family' || i, 'DEUTDEFF' || lpad(i::text, 3, '5'),
                'DE' || 811569860 + i, md5(i::text)::uuid, 'key-of-' || i, '$2a$10$' || repeat('x', 53), timestamptz '2026-01-01' + i * interval '7 hours',
                'note ' || i, 'Please call Given' || i || ' at someone' || i || '@real.example', xmlparse(document '<p><mail>m' || i || '@real.example</mail></p>'),
                ROW('City' || i, 'Street ' || i)::seat, hstore('mail', 'h' || i || '@real.example') || hstore('theme', 'dark'),
                to_tsvector('simple', 'Family' || i), 'G' || i
              FROM generate_series(1, 40) i;
            """;

    private static final String REST_OF_MAP = """
              rest:
                columns:
                  given: first-name
                  family: last-name
                  whole: {as: full-name, of: [given, family]}
                  bank: bic
                  tax: tax-id
                  device: uuid
                  api_key: secret
                  password: password-hash
                  seen: {as: timestamp, within: 30d, per: no}
                  note: empty
                  story: text
                  document: {as: xml, paths: {/p/mail: email}}
                  place: {as: parts, parts: {city: city, street: street}}
                  settings: {as: parts, parts: {mail: email}}
                  words: {as: words, of: [family]}
                  initials: {as: sql, expression: "left(given, 1) || (select count(*) from rest r where r.family < rest.family)"}
                public: [no]

            keep:
              - table: customer
                where: "id = (select min(o.customer_id) from customer_order o join customer c on c.id = o.customer_id where c.customer_no not like 'QA-%')"
                related: true
                reason: end-to-end tests
                until: 2999-12-31

            unclassified: refuse""";

    @TempDir
    static Path directory;

    private static Map<String, List<String>> source = Map.of();
    private static Map<String, List<String>> streamed = Map.of();
    private static Map<String, List<String>> inPlace = Map.of();
    private static Map<String, List<String>> scripted = Map.of();

    @BeforeAll
    static void goAllWays() throws Exception {
        Postgres.high().create(PRD);
        try (Connection connection = Postgres.high().connect(PRD)) {
            Shop.create(connection, Vendor.POSTGRESQL, ShopEnvironment.PRD_EDIT, 0.2, 1);
        }
        Postgres.high().run(PRD, REST);
        Postgres.high().run("postgres", "ALTER DATABASE " + PRD + " SET penstock.environment = 'acme/prd/live'");
        Postgres.low().create(STREAM);
        restore(IN_PLACE);
        restore(SCRIPTED);
        Path configuration = configuration();
        Penstock penstock = Penstock.open(configuration, Map.of());
        penstock(
                "personal-data",
                "approve",
                penstock.accountApproval().list().get(0).account().id(),
                "--yes");

        penstock("sync", "prd", "uat", "--yes");
        penstock("pseudonymize", "int", "--accept-raw-data", "--yes");
        penstock("pseudonymize", "dev", "--script", directory.resolve("dev.sql").toString());
        Psql.run(Postgres.high(), SCRIPTED, directory.resolve("dev.sql"));

        source = Contents.of(Postgres.high(), PRD);
        streamed = Contents.of(Postgres.low(), STREAM);
        inPlace = Contents.of(Postgres.high(), IN_PLACE);
        scripted = Contents.of(Postgres.high(), SCRIPTED);
    }

    private static void restore(String database) throws Exception {
        Postgres.high().create(database, "TEMPLATE " + PRD);
        Postgres.high().run("postgres", "ALTER DATABASE " + database + " SET penstock.environment = 'acme/prd/live'");
    }

    private static Path configuration() throws Exception {
        Files.writeString(directory.resolve("personal-data.yaml"), map());
        return Files.writeString(directory.resolve("penstock.yaml"), """
                landscape: acme
                environments:
                  - {name: prd, role: production, clusters: {live: {%s}}}
                  - {name: uat, role: test, clusters: {live: {%s}}}
                  - {name: int, role: test, clusters: {live: {%s}}}
                  - {name: dev, role: test, clusters: {live: {%s}}}
                personal-data: personal-data.yaml
                pseudonym-key: "%s"
                parallel: 2
                """.formatted(
                        Scenario.database(Postgres.high().url(PRD), "user: postgres"),
                        Scenario.database(Postgres.low().url(STREAM), "user: postgres"),
                        Scenario.database(Postgres.high().url(IN_PLACE), "user: postgres"),
                        Scenario.database(Postgres.high().url(SCRIPTED), "user: postgres"),
                        Scenario.KEY));
    }

    private static String map() throws Exception {
        try (InputStream stream = Shop.class.getResourceAsStream("personal-data.yaml")) {
            String shop = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return shop.replace("unclassified: refuse", REST_OF_MAP);
        }
    }

    private static void penstock(String... arguments) throws Exception {
        PenstockProcess process =
                PenstockProcess.run(List.of(), "256m", Map.of(), directory.resolve("penstock.yaml"), arguments);
        assertThat(process.exit()).as(process.said()).isZero();
    }

    @Test
    void everyTableIsEqualAllThreeWays() {
        assertThat(streamed).hasSize(SHOP_TABLES + 1);
        assertThat(inPlace.keySet()).isEqualTo(streamed.keySet());
        assertThat(scripted.keySet()).isEqualTo(streamed.keySet());
        streamed.forEach((table, rows) -> {
            assertThat(inPlace.get(table)).as(table + " in place").isEqualTo(rows);
            assertThat(scripted.get(table)).as(table + " by script").isEqualTo(rows);
        });
    }

    /** None is left to a person: what SQL does not express stands in the script as rows of key and new value. */
    @Test
    void theScriptAssignsEveryPersonalColumnAndEveryPseudonymizerIsTried() throws Exception {
        List<String> assigned = Files.readAllLines(directory.resolve("dev.sql")).stream()
                .filter(line -> line.startsWith("  ('public."))
                .toList();
        Set<String> pseudonymizers = new TreeSet<>();
        for (String each : assigned) {
            pseudonymizers.add(each.split("', '")[2].replaceAll("[^a-z-].*", ""));
        }

        assertThat(pseudonymizers)
                .containsExactlyInAnyOrder(
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
                        "bic",
                        "card-number",
                        "tax-id",
                        "date",
                        "timestamp",
                        "ip-address",
                        "number",
                        "code",
                        "uuid",
                        "password-hash",
                        "secret",
                        "text",
                        "redact",
                        "empty",
                        "null",
                        "constant",
                        "json",
                        "xml",
                        "parts",
                        "words",
                        "sql");
    }

    @Test
    void theAccountIsKeptAllThreeWaysAndOthersAreNot() throws Exception {
        String account =
                "SELECT min(o.customer_id) FROM customer_order o JOIN customer c ON c.id = o.customer_id WHERE c.customer_no NOT LIKE 'QA-%'";
        String id = Postgres.high().rows(PRD, account).get(0);
        for (Map<String, List<String>> each : List.of(streamed, inPlace, scripted)) {
            for (String table : List.of("customer", "customer_profile", "address", "shop_user", "customer_order")) {
                assertThat(of(each, table, id)).as(table).isNotEmpty().isEqualTo(of(source, table, id));
            }
            Set<String> same = new TreeSet<>(each.getOrDefault("customer", List.of()));
            same.retainAll(source.getOrDefault("customer", List.of()));
            assertThat(same).allMatch(row -> row.contains(id) || row.contains("QA-"));
        }
    }

    private static List<String> of(Map<String, List<String>> contents, String table, String customer) {
        return contents.getOrDefault(table, List.of()).stream()
                .filter(row -> List.of(row.split("\t")).contains(customer))
                .toList();
    }
}
