package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.PenstockException;
import io.penstock.ProblemCode;
import io.penstock.pseudonym.account.AccountProblem;
import io.penstock.sync.AccountApproval;
import io.penstock.sync.SyncPlan;
import io.penstock.sync.SyncReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test account comes down as it is with everything that hangs on it, once an operator has approved it; everybody else comes down in disguise. */
@Tag("postgresql")
class KeptAccountTest {

    private static final String PRD = "accounts_prd";
    private static final String UAT = "accounts_uat";
    private static final String MAP = """
            tables:
              customer:
                columns: {email: email, name: full-name, note: redact}
                public: [id, referred_by, address_id]
              address:
                columns: {street: street}
                public: [id]
              orders: public
              shipment:
                columns: {receiver: full-name, phone: phone}
                public: [id, order_id, address_id]
              message:
                columns: {body: redact}
                public: [id, sender, recipient, answers]
              login_log:
                columns: {details: {as: json, paths: {$.who: email, $.also: email}}}
                public: [customer_id]
              newsletter:
                columns: {email: email}
                public: [id]
              bulk: empty
            keep:
              - table: customer
                where: "email = 'e2e@real.example'"
                related: true
                reason: end-to-end tests
                until: 2999-12-31
            """;

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Postgres.high().run(PRD, """
                CREATE TABLE address (id int PRIMARY KEY, street varchar(80));
                INSERT INTO address SELECT i, 'Real Street ' || i FROM generate_series(1, 50) i;
                ALTER TABLE customer ADD referred_by int REFERENCES customer, ADD address_id int REFERENCES address;
                UPDATE customer SET address_id = id % 40 + 1;
                INSERT INTO customer VALUES (900, 'e2e@real.example', 'End Toend', 'a kept note', NULL, 50), (901, 'friend@real.example', 'Friend Ly', 'secret', 900, 49);
                INSERT INTO orders SELECT 9000 + i, 900, i, now() FROM generate_series(1, 3) i;
                CREATE TABLE shipment (id int PRIMARY KEY, order_id int REFERENCES orders, address_id int REFERENCES address, receiver varchar(60), phone varchar(30));
                INSERT INTO shipment SELECT o.id, o.id, 49, c.name, '+49 30 901820' FROM orders o JOIN customer c ON c.id = o.customer_id;
                CREATE TABLE message (id int PRIMARY KEY, sender int REFERENCES customer, recipient int REFERENCES customer, answers int REFERENCES message, body text);
                INSERT INTO message VALUES (1, 900, 900, NULL, 'to myself'), (2, 900, 901, NULL, 'to a person'), (3, 901, 900, 1, 'from a person'),
                  (4, NULL, NULL, 1, 'of nobody, to a kept one'), (5, NULL, NULL, 4, 'and so on'), (6, NULL, NULL, 2, 'of nobody, to another one'),
                  (7, 900, NULL, 2, 'my answer');
                UPDATE message SET answers = 5 WHERE id = 1;
                CREATE TABLE login_log (customer_id int REFERENCES customer, details jsonb);
                INSERT INTO login_log SELECT id, jsonb_build_object('who', email) FROM customer WHERE email IS NOT NULL;
                UPDATE login_log SET details = details || '{"also": ["inside@real.example"]}' WHERE customer_id = 900;
                CREATE TABLE newsletter AS SELECT id, email FROM customer;
                INSERT INTO newsletter VALUES (9999, 'inside@real.example')""");
        Postgres.low().create(UAT);
        scenario =
                new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT)).map(MAP);
    }

    private String approve() throws Exception {
        AccountApproval accounts = scenario.open().accountApproval();
        AccountApproval.Standing standing = accounts.list().get(0);
        accounts.approve(standing.account(), "an operator");
        return standing.account().id();
    }

    private void assertKept(String table, String key, String... keys) throws Exception {
        String kept = "SELECT * FROM " + table + " WHERE " + key + " IN (" + String.join(", ", keys) + ") ORDER BY 1";
        assertThat(Postgres.low().rows(UAT, kept))
                .as("kept rows of " + table)
                .isNotEmpty()
                .isEqualTo(Postgres.high().rows(PRD, kept));
    }

    /** Rows that differ from those of the source in a personal column, which is all that are not kept. */
    private List<String> unchanged(String table, String key, String column) throws Exception {
        String all =
                "SELECT " + key + " || ' ' || " + column + "::text FROM " + table + " WHERE " + column + "::text <> ''";
        List<String> source = Postgres.high().rows(PRD, all);
        return Postgres.low().rows(UAT, all).stream()
                .filter(source::contains)
                .map(row -> row.substring(0, row.indexOf(' ')))
                .sorted()
                .toList();
    }

    @Test
    void exactlyTheRowsOfAnApprovedAccountAreAsInTheSource() throws Exception {
        approve();

        SyncReport report = scenario.sync();

        assertKept("customer", "id", "900");
        assertThat(unchanged("customer", "id", "email")).containsExactly("900");
        assertThat(unchanged("customer", "id", "name")).containsExactly("900");
        assertThat(unchanged("customer", "id", "note")).containsExactly("900");
        assertThat(unchanged("shipment", "id", "receiver")).containsExactly("9001", "9002", "9003");
        assertThat(unchanged("shipment", "id", "phone"))
                .as("the phone of others is the account's, too, so it is kept in every row")
                .contains("9001", "9002", "9003");
        assertThat(unchanged("address", "id", "street"))
                .as("its own address, and not the one that others have too")
                .containsExactly("50");
        assertThat(unchanged("message", "id", "body")).containsExactly("1", "4", "5", "7");
        assertThat(unchanged("login_log", "customer_id", "details")).containsExactly("900");
        assertThat(unchanged("newsletter", "id", "email"))
                .as("its addresses are kept in every linked column, also the one that stands in a document alone")
                .containsExactly("900", "9999");
        assertThat(report.clusters().get(0).database().accounts())
                .singleElement()
                .asString()
                .contains(
                        "end-to-end tests", "an operator", "3 rows of public.customer <- public.orders (customer_id)");
    }

    @Test
    void thePlanListsEachTableWithItsPathAndRows() throws Exception {
        String id = approve();

        SyncPlan.DatabasePlan plan =
                Objects.requireNonNull(scenario.plan().clusters().get(0).database());

        SyncPlan.AccountPlan account = plan.accounts().get(0);
        assertThat(account.id()).isEqualTo(id);
        assertThat(account.approvedBy()).isEqualTo("an operator");
        assertThat(account.tables())
                .extracting(each -> each.rows() + " " + each.path())
                .containsExactlyInAnyOrder(
                        "1 public.customer",
                        "4 public.customer <- public.message (recipient or sender)",
                        "1 public.customer <- public.login_log (customer_id)",
                        "3 public.customer <- public.orders (customer_id) <- public.shipment (order_id)",
                        "1 public.customer (address_id) -> public.address");
    }

    @Test
    void anAccountThatNobodyHasApprovedIsLikeAllOthersAndThePlanSaysSo() throws Exception {
        assertThat(scenario.plan().warnings())
                .anyMatch(warning -> warning.contains("nobody has approved the account")
                        && warning.contains("penstock personal-data approve"));

        scenario.sync();

        assertThat(unchanged("customer", "id", "email")).isEmpty();
        assertThat(unchanged("message", "id", "body")).isEmpty();
    }

    @Test
    void aChangedTextNeedsANewApproval() throws Exception {
        approve();
        scenario.map(MAP.replace("reason: end-to-end tests", "reason: end-to-end tests, and more"));

        scenario.sync();

        assertThat(unchanged("customer", "id", "email")).isEmpty();
    }

    @Test
    void anExpiredAccountRefusesTheSync() throws Exception {
        scenario.map(MAP.replace("2999-12-31", "2026-01-31"));

        assertRefused(AccountProblem.ACCOUNT_EXPIRED);
    }

    @Test
    void aDamagedApprovalRefusesTheSync() throws Exception {
        approve();
        try (Stream<Path> records = Files.list(directory.resolve(".penstock/approvals"))) {
            Path record = records.findFirst().orElseThrow();
            Files.writeString(record, Files.readString(record).substring(0, 100));
        }

        assertRefused(AccountProblem.APPROVAL_DAMAGED);
    }

    private void assertRefused(ProblemCode code) {
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(scenario::sync)
                .satisfies(thrown -> assertThat(thrown.problems())
                        .extracting(each -> each.code())
                        .containsExactly(code));
    }
}
