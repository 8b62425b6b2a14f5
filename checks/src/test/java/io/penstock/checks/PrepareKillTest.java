package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.prepare.PrepareReport;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A preparation that is killed at any moment is completed by the next one, with each step done once. */
class PrepareKillTest {

    private static final int STEPS = 500;
    private static final int KILLS = 10;

    /** Of the steps that a run does before it is killed: all kills together leave some to be done. */
    private static final int MOST = 30;

    @TempDir
    private Path directory = Path.of("");

    /** Each step makes a table and adds to one, so that half of it could be seen. */
    private PreparedShop shop(PreparedShop.Product product) throws IOException, SQLException {
        PreparedShop shop = new PreparedShop(directory, product);
        List<String> steps = new ArrayList<>(List.of("pre.Class1 = com.acme.SQLScriptPreparer core/count.sql"));
        shop.file(
                "cartridges/core/src/main/resources/core/count.sql",
                "CREATE TABLE counted (step int, part varchar(10));");
        for (int i = 1; i <= STEPS; i++) {
            steps.add("Class" + i + " = com.acme.SQLScriptPreparer core/step" + i + ".sql");
            shop.file("cartridges/core/src/main/resources/core/step" + i + ".sql", """
                    INSERT INTO counted VALUES (%1$d, 'before');
                    CREATE TABLE made_%1$d (id int PRIMARY KEY);
                    INSERT INTO counted VALUES (%1$d, 'after');
                    """.formatted(i));
        }
        shop.cartridges(new LinkedHashMap<>(Map.of("core", steps)));
        return shop;
    }

    @Test
    void doesEachStepOnceOnPostgresql() throws Exception {
        PreparedShop shop = shop(PreparedShop.Product.POSTGRESQL);
        String story = killAtRandomMoments(shop);

        PrepareReport last = shop.prepare();

        assertThat(last.failures()).as(story).isZero();
        assertThat(done(shop)).as(story).isEqualTo(STEPS + 1);
        assertThat(doubled(shop)).as("steps done twice, " + story).isZero();
        assertThat(shop.one("SELECT count(*) FROM counted")).as(story).isEqualTo(String.valueOf(2 * STEPS));
        assertThat(PreparedShop.lines(shop.prepare())).as(story).isEmpty();
    }

    @Test
    void asksAboutAStepCutInTwoOnH2() throws Exception {
        PreparedShop shop = shop(PreparedShop.Product.H2);
        String story = killAtRandomMoments(shop);

        List<String> asked = new ArrayList<>();
        for (String line : PreparedShop.lines(shop.prepare())) {
            assertThat(line).as(story).doesNotStartWith("FAILURE");
            if (line.startsWith("INTERRUPTED")) {
                assertThat(line).contains("it was cut in two", "--rerun-interrupted");
                asked.add(line);
            }
        }
        assertThat(done(shop)).as(story).isEqualTo(STEPS + 1 - asked.size());
        assertThat(doubled(shop))
                .as("nothing was done twice without being asked, " + story)
                .isZero();
        assertThat(PreparedShop.lines(shop.prepare())).as(story).hasSameSizeAs(asked);
    }

    private static int done(PreparedShop shop) throws SQLException {
        return Integer.parseInt(shop.one("SELECT count(*) FROM PREPARATIONSTEP WHERE STATUS = 'SUCCESS'"));
    }

    private static int doubled(PreparedShop shop) throws SQLException {
        return Integer.parseInt(
                shop.one(
                        "SELECT count(*) FROM (SELECT step, part FROM counted GROUP BY step, part HAVING count(*) > 1) doubled"));
    }

    private static String killAtRandomMoments(PreparedShop shop) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> moments = new ArrayList<>();
        int killed = 0;
        for (int i = 0; i < KILLS; i++) {
            int after = 1 + random.nextInt(MOST);
            boolean hit = PrepareProcess.killAfter(PrepareProcess.start(shop.configuration()), after);
            killed += hit ? 1 : 0;
            moments.add((hit ? "killed" : "over") + " after " + after + " steps");
        }
        String story = "seed " + seed + ", " + moments + ", "
                + shop.one("SELECT count(*) FROM PREPARATIONATTEMPT WHERE STATUS = 'INTERRUPTED'")
                + " steps were cut in two";
        assertThat(killed).as("in the midst of their steps, " + story).isEqualTo(KILLS);
        return story;
    }
}
