package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.files.FileListener;
import io.penstock.run.Progress;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncPlan;
import io.penstock.sync.SyncReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set that is kept in a repository is applied as it is at one commit, which plan and report name. */
@Tag("postgresql")
class GitConfigurationSetTest {

    private static final String PRD = "committed_prd";
    private static final String UAT = "committed_uat";
    private static final String TABLE = "CREATE TABLE preference (name text PRIMARY KEY, value text, owner text); ";

    @TempDir
    Path directory;

    private Scenario scenario;
    private Commits commits;

    @BeforeEach
    void makeALandscape() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Postgres.high().run(PRD, TABLE + """
                INSERT INTO preference VALUES ('smtp.host', 'smtp.prd.real', 'Ada Planted'), ('smtp.password', 'prd-password-9', NULL), ('title', 'Shop', NULL)""");
        Shop.target(Postgres.low(), UAT);
        scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .map(Shop.MAP + """
                          preference:
                            columns: {owner: full-name}
                            public: [name, value]
                        """)
                .uat("configuration-set: {git: config.git, ref: main, path: shop/uat}");
        commits = new Commits(directory.resolve("config.git"));
    }

    @AfterEach
    void close() {
        commits.close();
    }

    private static String setting(String host) {
        return "tables: {preference: {set: [{name: smtp.host, value: " + host
                + ", owner: Tess Tester}, {name: smtp.password, value: x}, {name: title, value: Shop}, {name: new, value: 1}]}}";
    }

    @Test
    void planAndReportNameTheCommitAndWhatChanges() throws Exception {
        String id =
                commits.file("shop/uat/live/a.yaml", setting("smtp.uat.test")).commit("main");

        SyncPlan plan = scenario.plan();
        SyncPlan.ConfigurationPlan set = plan.clusters().get(0).database().configuration();
        assertThat(set.commit()).isEqualTo(id);
        assertThat(set.rows()).isEqualTo(4);
        assertThat(set.changes())
                .containsExactly(
                        new SyncPlan.SettingPlan(
                                "public.preference",
                                "name=smtp.host",
                                "update",
                                1,
                                List.of(
                                        new SyncPlan.ValuePlan("value", "smtp.prd.real", "smtp.uat.test"),
                                        new SyncPlan.ValuePlan("owner", "***", "***")),
                                set.changes().get(0).declared()),
                        new SyncPlan.SettingPlan(
                                "public.preference",
                                "name=smtp.password",
                                "update",
                                1,
                                List.of(new SyncPlan.ValuePlan("value", "***", "***")),
                                set.changes().get(1).declared()),
                        new SyncPlan.SettingPlan(
                                "public.preference",
                                "name=new",
                                "insert",
                                1,
                                List.of(new SyncPlan.ValuePlan("value", "", "1")),
                                set.changes().get(2).declared()));
        assertThat(set.changes().get(0).declared()).endsWith("@" + id.substring(0, 10) + ":shop/uat/live/a.yaml:1");
        assertThat(plan.steps()).contains("live: apply the configuration set of uat, commit " + id);
        assertThat(plan.toString()).doesNotContain("Ada Planted", "prd-password-9");

        SyncReport report = scenario.sync();
        assertThat(report.clusters().get(0).database().remarks())
                .contains("configuration set: commit " + id + " of " + directory.resolve("config.git")
                        + " at main, shop/uat");
        assertThat(Postgres.low().rows(UAT, "SELECT value FROM preference ORDER BY name"))
                .containsExactly("1", "smtp.uat.test", "x", "Shop");
    }

    @Test
    void whatIsPushedAfterThePlanIsNotApplied() throws Exception {
        commits.file("shop/uat/live/a.yaml", setting("planned.uat.test")).commit("main");
        Penstock penstock = scenario.open();
        try (PreparedSync prepared = penstock.plan(Scenario.request("prd", "uat"), FileListener.NONE)) {
            commits.file("shop/uat/live/a.yaml", setting("later.uat.test")).commit("main");
            penstock.sync(prepared, new Progress());
        }

        assertThat(Postgres.low().rows(UAT, "SELECT value FROM preference WHERE name = 'smtp.host'"))
                .containsExactly("planned.uat.test");
    }

    @Test
    void aPathThatIsNotInTheCommitIsToldAndNothingIsTouched() throws Exception {
        commits.file("shop/int/live/a.yaml", setting("smtp.int.test")).commit("main");

        Refusal.of(scenario::plan)
                .as(Outcome.USAGE, "CONFIGURATION-SET-MISSING")
                .saying(":shop/uat has none of the directories edit, live and all");
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM made_by_testers"))
                .containsExactly("50");
    }
}
