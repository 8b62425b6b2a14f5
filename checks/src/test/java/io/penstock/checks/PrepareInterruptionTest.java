package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.PenstockException;
import io.penstock.prepare.PreparationOptions;
import io.penstock.prepare.PrepareMode;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.PrepareRequest;
import io.penstock.prepare.StepSelection;
import io.penstock.run.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that were broken off, and those that are ended because they take too long. */
class PrepareInterruptionTest {

    private static final String SCRIPT = "cartridges/core/src/main/resources/core/a.sql";

    @TempDir
    private Path directory = Path.of("");

    private PreparedShop shop(PreparedShop.Product product, String... steps) throws IOException, SQLException {
        PreparedShop shop = new PreparedShop(directory, product);
        shop.cartridges(Map.of("core", List.of(steps)));
        return shop;
    }

    private static PrepareRequest request(PreparationOptions options) {
        return new PrepareRequest("uat", Set.of(), PrepareMode.AUTO, StepSelection.of(Set.of()), options, "a test");
    }

    private PreparedShop brokenOff() throws IOException, SQLException {
        PreparedShop shop = shop(PreparedShop.Product.H2, "Class1 = x.SQLScriptPreparer core/a.sql");
        shop.file(SCRIPT, """
                CREATE TABLE a (id int);
                INSERT INTO a VALUES (1);
                CREATE TABLE b (id int);
                INSERT INTO a VALUES (2);
                INSERT INTO nowhere VALUES (3);
                """);
        assertThat(PreparedShop.lines(shop.prepare()).get(0)).startsWith("FAILURE core:Class1");
        assertThat(shop.one("SELECT count(*) FROM a")).as("up to the table").isEqualTo("1");
        return shop;
    }

    @Test
    void goesOnWithAScriptWhereItFailed() throws IOException, SQLException {
        PreparedShop shop = brokenOff();
        shop.file(SCRIPT, """
                CREATE TABLE a (id int);
                INSERT INTO a VALUES (1);
                CREATE TABLE b (id int);
                INSERT INTO a VALUES (2);
                INSERT INTO b VALUES (3);
                """);
        assertThat(PreparedShop.lines(shop.prepare())).containsExactly("SUCCESS core:Class1");
        assertThat(shop.one("SELECT count(*) FROM a")).isEqualTo("2");
        assertThat(shop.one("SELECT count(*) FROM b")).isEqualTo("1");
    }

    @Test
    void beginsAnewWithAScriptWhoseFirstStatementsHaveChanged() throws IOException, SQLException {
        PreparedShop shop = brokenOff();
        shop.file(SCRIPT, """
                CREATE TABLE IF NOT EXISTS a (id int);
                DELETE FROM a;
                INSERT INTO a VALUES (7);
                """);
        assertThat(PreparedShop.lines(shop.prepare())).containsExactly("SUCCESS core:Class1");
        assertThat(shop.one("SELECT sum(id) FROM a")).isEqualTo("7");
    }

    @Test
    void asksAboutAStatementThatMayBeDoneOrNot() throws IOException, SQLException {
        PreparedShop shop = brokenOff();
        shop.file(SCRIPT, """
                CREATE TABLE a (id int);
                INSERT INTO a VALUES (1);
                CREATE TABLE b (id int);
                INSERT INTO a VALUES (2);
                """);
        shop.run("UPDATE PREPARATIONSTEP SET STATUS = 'RUNNING', SCRIPTINDOUBT = TRUE");
        assertThat(shop.plan().databases().get(0).notes().toString()).contains("core:Class1 waits for a decision");
        PrepareReport asked = shop.prepare();
        assertThat(PreparedShop.lines(asked).get(0)).startsWith("INTERRUPTED core:Class1: it was cut in two");
        assertThat(asked.failures()).isEqualTo(1);
        assertThat(shop.one("SELECT STATUS FROM PREPARATIONSTEP")).isEqualTo("INTERRUPTED");
        assertThat(shop.one("SELECT count(*) FROM CARTRIDGEINFORMATION"))
                .as("initialized cartridges")
                .isEqualTo("0");

        shop.run("DROP TABLE a; DROP TABLE b");
        PreparationOptions again = PreparationOptions.DEFAULT.withRerunInterrupted(true);
        assertThat(PreparedShop.lines(shop.prepare(request(again), new Progress())))
                .containsExactly("SUCCESS core:Class1");
        assertThat(shop.one("SELECT count(*) FROM a")).isEqualTo("2");
    }

    @Test
    void endsStepsThatTakeTooLong() throws IOException, SQLException {
        PreparedShop shop = shop(
                PreparedShop.Product.POSTGRESQL,
                "Class1 = x.SQLScriptPreparer core/a.sql",
                "Class2 = com.acme.HangsInJava",
                "Class3 = com.acme.HangsInTheDatabase",
                "Class4 = x.SQLScriptPreparer core/b.sql");
        shop.file(SCRIPT, "CREATE TABLE a (id int); SELECT pg_sleep(300);");
        shop.file("cartridges/core/src/main/resources/core/b.sql", "CREATE TABLE b (id int);");
        new CartridgeJar()
                .preparer("com.acme.HangsInJava", "while (s != null) Thread.onSpinWait();")
                .preparer(
                        "com.acme.HangsInTheDatabase", "s.execute(\"CREATE TABLE c (id int); SELECT pg_sleep(300)\");")
                .write(shop.cartridge("core").resolve("release/lib/core.jar"), directory.resolve("scratch"));
        PreparationOptions limited = PreparationOptions.DEFAULT.withStepTimeout(Duration.ofSeconds(2));
        String late = "it took longer than 2.0 s and was ended";
        assertThat(PreparedShop.lines(shop.prepare(request(limited), new Progress())))
                .containsExactly(
                        "FAILURE core:Class1: " + late,
                        "FAILURE core:Class2: " + late,
                        "FAILURE core:Class3: " + late,
                        "SUCCESS core:Class4");
        assertThat(shop.one("SELECT count(*) FROM pg_tables WHERE tablename IN ('a', 'c')"))
                .isEqualTo("0");
        assertThat(
                        shop.one(
                                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(300)%' AND query NOT LIKE '%activity%'"))
                .as("sessions that work on")
                .isEqualTo("0");
    }

    @Test
    void endsAForeignStepOfARunThatIsCancelled() throws Exception {
        PreparedShop shop = shop(PreparedShop.Product.POSTGRESQL, "Class1 = com.acme.Hangs", "Class2 = com.acme.Hangs");
        new CartridgeJar()
                .preparer("com.acme.Hangs", "while (s != null) Thread.onSpinWait();")
                .write(shop.cartridge("core").resolve("release/lib/core.jar"), directory.resolve("scratch"));
        Progress progress = new Progress();
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> shop.prepare(progress));
        untilItRuns(progress);
        progress.cancellation().request("a test");
        Refusal.of(() -> {
                    try {
                        running.join();
                    } catch (CompletionException e) {
                        throw e.getCause() instanceof PenstockException problem ? problem : e;
                    }
                })
                .as(Outcome.CANCELLED, "RUN-CANCELLED");
        assertThat(shop.one("SELECT STATUS FROM PREPARATIONSTEP")).isEqualTo("INTERRUPTED");
    }

    @Test
    void runsOneAtATimeAlsoFromAnotherMachine() throws Exception {
        PreparedShop shop = shop(PreparedShop.Product.POSTGRESQL, "Class1 = x.SQLScriptPreparer core/a.sql");
        shop.file(SCRIPT, "SELECT pg_sleep(300);");
        shop.configure("other.yaml", "other");
        Progress progress = new Progress();
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> shop.prepare(progress));
        untilItRuns(progress);
        try (Penstock other = Penstock.open(directory.resolve("other.yaml"), Map.of())) {
            Refusal.of(() -> other.preparation().run(PreparedShop.request(), new Progress()))
                    .as(Outcome.REFUSED, "TARGET-LOCKED")
                    .saying("penstock run ", "by a test");
        } finally {
            progress.cancellation().request("the test is over");
            running.exceptionally(e -> null).join();
        }
        assertThat(shop.one("SELECT STATUS FROM PREPARATIONSTEP")).isEqualTo("INTERRUPTED");
    }

    private static void untilItRuns(Progress progress) {
        while (progress.view().inFlight().isEmpty()) {
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, 5, TimeUnit.MILLISECONDS)
                    .join();
        }
    }
}
