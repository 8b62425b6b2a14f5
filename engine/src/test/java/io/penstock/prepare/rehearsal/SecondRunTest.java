package io.penstock.prepare.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.penstock.Penstock;
import io.penstock.prepare.PrepareMode;
import io.penstock.prepare.PrepareRequest;
import io.penstock.prepare.rehearsal.RehearsalReport.Outcome;
import io.penstock.prepare.rehearsal.RehearsalReport.StepRehearsal;
import io.penstock.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondRunTest {

    @TempDir
    private Path directory = Path.of("");

    private void file(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void findsTheStepsOfALargeDatabaseByHalves() throws IOException, SQLException {
        String url = "jdbc:h2:" + directory.resolve("shop");
        DriverManager.getConnection(url, "sa", "").close();
        file("cartridges/cartridgelist.properties", "cartridges.dbinit = core");
        StringBuilder steps = new StringBuilder("pre.Class1 = SQLScriptPreparer core/tables.sql\n");
        for (int i = 1; i <= 9; i++) {
            steps.append("Class" + i + " = SQLScriptPreparer core/" + (i == 3 || i == 8 ? "again" : "once") + ".sql x"
                    + i + ".sql\n");
            file("cartridges/core/release/lib/x" + i + ".sql", "");
        }
        file("cartridges/core/release/dbinit.properties", steps.toString());
        file("cartridges/core/release/lib/core/tables.sql", "CREATE TABLE IF NOT EXISTS made (id varchar(40));");
        file(
                "cartridges/core/release/lib/core/once.sql",
                "INSERT INTO made SELECT 'one' WHERE NOT EXISTS (SELECT 1 FROM made WHERE id = 'one');");
        file("cartridges/core/release/lib/core/again.sql", "INSERT INTO made VALUES (random_uuid());");
        file("penstock.yaml", """
                landscape: acme
                cartridges: cartridges
                environments:
                  - name: uat
                    role: test
                    clusters: {live: {database: {url: "%s", user: sa}}}
                """.formatted(url));
        try (Penstock penstock = Penstock.open(directory.resolve("penstock.yaml"), Map.of())) {
            RehearsalReport report = new EnvironmentRehearsal(penstock.preparation(), penstock.journal(), 0)
                    .run(
                            new PrepareRequest("uat", Set.of(), PrepareMode.AUTO, Set.of(), false, "a test"),
                            new Progress());
            assertThat(report.databases().get(0).steps())
                    .as(new RehearsalText(report).render())
                    .hasSize(10)
                    .filteredOn(step -> !step.outcome().good())
                    .extracting(StepRehearsal::step, StepRehearsal::outcome)
                    .containsExactly(
                            tuple("core:Class3", Outcome.NOT_IDEMPOTENT), tuple("core:Class8", Outcome.NOT_IDEMPOTENT));
        }
    }
}
