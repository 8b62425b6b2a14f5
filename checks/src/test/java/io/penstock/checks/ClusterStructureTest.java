package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.files.FileListener;
import io.penstock.landscape.ClusterType;
import io.penstock.sync.ManyDeletions;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncPlan;
import io.penstock.sync.SyncRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edit and live share one map, and replication between them needs equal structures: a difference is said before the sync, and does not hinder it. */
@Tag("postgresql")
class ClusterStructureTest {

    private static final String EDIT = "paired_prd_edit";
    private static final String LIVE = "paired_prd_live";

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeTwoClusters() throws Exception {
        for (String database : new String[] {EDIT, LIVE}) {
            Shop.create(Postgres.high(), database);
        }
        for (String database : new String[] {"paired_uat_edit", "paired_uat_live"}) {
            Postgres.low().create(database);
        }
        scenario = new Scenario(
                        directory, Postgres.high().url(LIVE), Postgres.low().url("paired_uat_live"))
                .edit(
                        Scenario.database(Postgres.high().url(EDIT), "user: postgres"),
                        Scenario.database(Postgres.low().url("paired_uat_edit"), "user: postgres"))
                .map(Shop.MAP);
    }

    @Test
    void warnsWhenEditAndLiveDiffer() throws Exception {
        assertThat(scenario.plan().warnings()).noneMatch(warning -> warning.contains("edit and live differ"));
        Postgres.high().run(EDIT, "ALTER TABLE orders ALTER total TYPE numeric(12, 2)");

        assertThat(scenario.plan().warnings())
                .anyMatch(warning -> warning.contains("edit has, and live lacks")
                        && warning.contains("public.orders total numeric(12,2)"))
                .anyMatch(warning -> warning.contains("live has, and edit lacks")
                        && warning.contains("public.orders total numeric(9,2)"));
    }

    @Test
    void warnsOfKeysIndexesAndDefaultsThatDifferWithoutShowingAValue() throws Exception {
        Postgres.high().run(LIVE, """
                ALTER TABLE bulk DROP CONSTRAINT bulk_pkey;
                DROP INDEX orders_customer_id_idx;
                ALTER TABLE orders ALTER placed SET NOT NULL;
                ALTER TABLE customer ALTER note SET DEFAULT 'a secret';
                CREATE INDEX named ON customer (lower(name)) WHERE note = 'a secret'""");

        List<String> warnings = scenario.plan().warnings();

        assertThat(warnings)
                .anySatisfy(warning -> assertThat(warning)
                        .contains("edit has, and live lacks")
                        .contains("public.bulk PRIMARY KEY (id)")
                        .contains("public.orders index btree (customer_id)"));
        assertThat(warnings)
                .anySatisfy(warning -> assertThat(warning)
                        .contains("live has, and edit lacks")
                        .contains("public.customer default of note")
                        .contains("public.customer index named")
                        .contains("public.orders placed timestamp with time zone not null"));
        assertThat(warnings).noneMatch(warning -> warning.contains("secret"));
    }

    @Test
    void warnsWhenOneClusterIsSyncedIfTheOtherCanBeReached() throws Exception {
        Postgres.high().run(LIVE, "CREATE TABLE only_live (id int)");

        assertThat(planOf(ClusterType.EDIT).warnings())
                .anyMatch(warning -> warning.contains("live has, and edit lacks, table public.only_live"));
    }

    @Test
    void takesAnEntryThatOnlyOneClusterNeeds() throws Exception {
        differInTablesAndColumns();
        scenario.map(Shop.MAP.replace("note: redact", "note: redact\n      phone: phone")
                + "  campaign: {columns: {sent_to: email}, public: [id]}\n");

        scenario.sync();

        assertThat(Postgres.low().rows("paired_uat_edit", "SELECT count(*) FROM campaign WHERE sent_to LIKE '%real%'"))
                .containsExactly("0");
        assertThat(Postgres.low()
                        .rows("paired_uat_live", "SELECT count(*) FROM customer WHERE phone = '+49 30 1234567'"))
                .containsExactly("0");
        assertThat(planOf(ClusterType.LIVE).clusters()).hasSize(1);
    }

    @Test
    void saysInWhichDatabaseAColumnIsUnclassified() throws Exception {
        differInTablesAndColumns();
        scenario.map(Shop.MAP + "  campaign: {columns: {sent_to: email}, public: [id]}\n");

        Refusal.of(scenario::plan)
                .as(Outcome.REFUSED, "UNCLASSIFIED-COLUMN")
                .saying("prd live: Column public.customer.phone");
    }

    @Test
    void refusesAnEntryThatNoClusterNeedsAndSaysWhereItLooked() throws Exception {
        scenario.map(Shop.MAP + "  campain: empty\n");
        Refusal.of(scenario::plan)
                .as(Outcome.REFUSED, "MAP-UNKNOWN-TABLE")
                .saying("prd edit: ", "'campain' that does not exist, nor in prd live.");
        scenario.map(Shop.MAP.replace("note: redact", "note: redact\n      fone: phone"));
        Refusal.of(scenario::plan)
                .as(Outcome.REFUSED, "MAP-UNKNOWN-COLUMN")
                .saying("prd edit: ", "does not have, nor in prd live.");
    }

    @Test
    void refusesAnUnknownEntryWhileTheOtherClusterCannotBeAsked() throws Exception {
        Shop.target(Postgres.low(), "paired_uat_live");
        scenario.edit(
                Scenario.database("jdbc:postgresql://127.0.0.1:1/edit", "user: postgres"),
                Scenario.database(Postgres.low().url("paired_uat_edit"), "user: postgres"));
        assertThat(planOf(ClusterType.LIVE).warnings())
                .anyMatch(warning -> warning.contains("prd edit could not be read (DATABASE-UNREACHABLE)"));
        scenario.map(Shop.MAP + "  campaign: empty\n");

        Refusal.of(() -> planOf(ClusterType.LIVE))
                .as(Outcome.REFUSED, "MAP-UNKNOWN-TABLE")
                .saying("nor could it be looked for in prd edit");
    }

    private static void differInTablesAndColumns() throws Exception {
        Postgres.high().run(EDIT, """
                CREATE TABLE campaign (id int PRIMARY KEY, sent_to varchar(60));
                INSERT INTO campaign VALUES (1, 'person1@real.example')""");
        Postgres.high().run(LIVE, """
                ALTER TABLE customer ADD phone varchar(30);
                UPDATE customer SET phone = '+49 30 1234567'""");
    }

    private SyncPlan planOf(ClusterType cluster) throws Exception {
        SyncRequest request = new SyncRequest(
                "prd",
                "uat",
                Set.of(cluster),
                true,
                true,
                List.of(),
                false,
                ManyDeletions.REFUSED,
                true,
                false,
                "a test");
        try (PreparedSync prepared = scenario.open().plan(request, FileListener.NONE)) {
            return prepared.plan();
        }
    }
}
