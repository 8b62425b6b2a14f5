package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replication between edit and live needs equal structures: a difference is said before the sync. */
@Tag("postgresql")
class ClusterStructureTest {

    @TempDir
    Path directory;

    @Test
    void warnsWhenEditAndLiveDiffer() throws Exception {
        for (String database : new String[] {"paired_prd_edit", "paired_prd_live"}) {
            Shop.create(Postgres.high(), database);
        }
        for (String database : new String[] {"paired_uat_edit", "paired_uat_live"}) {
            Postgres.low().create(database);
        }
        Scenario scenario = new Scenario(
                        directory,
                        Postgres.high().url("paired_prd_live"),
                        Postgres.low().url("paired_uat_live"))
                .edit(
                        Scenario.database(Postgres.high().url("paired_prd_edit"), "user: postgres"),
                        Scenario.database(Postgres.low().url("paired_uat_edit"), "user: postgres"))
                .map(Shop.MAP);
        assertThat(scenario.plan().warnings()).noneMatch(warning -> warning.contains("edit and live differ"));
        Postgres.high().run("paired_prd_edit", "ALTER TABLE orders ALTER total TYPE numeric(12, 2)");

        assertThat(scenario.plan().warnings())
                .anyMatch(warning -> warning.contains("edit has, and live lacks")
                        && warning.contains("public.orders.total numeric(12,2)"))
                .anyMatch(warning -> warning.contains("live has, and edit lacks")
                        && warning.contains("public.orders.total numeric(9,2)"));
    }
}
