package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Preparers of a project's own, from the jars of its cartridges. */
class ForeignPreparerTest {

    @TempDir
    private Path directory = Path.of("");

    private PreparedShop shop(PreparedShop.Product product) throws IOException, SQLException {
        return new PreparedShop(directory, product);
    }

    private void jar(String cartridge, CartridgeJar jar) throws IOException {
        jar.write(
                directory.resolve("cartridges/" + cartridge + "/release/lib/" + cartridge + ".jar"),
                directory.resolve("scratch"));
    }

    @ParameterizedTest
    @EnumSource
    void runsPreparersOfTheCartridgesJarsAndOfThoseBeforeIt(PreparedShop.Product product)
            throws IOException, SQLException {
        PreparedShop shop = shop(product);
        Map<String, List<String>> steps = new LinkedHashMap<>();
        steps.put("core", List.of("Class1 = com.acme.core.MakeTable setting", "Class2 = Offered x"));
        steps.put("demo", List.of("Class1 = com.acme.core.MakeTable demo", "Class2 = com.acme.demo.Fill setting demo"));
        shop.cartridges(steps);
        jar(
                "core",
                new CartridgeJar()
                        .preparer(
                                "com.acme.core.MakeTable",
                                "s.execute(\"CREATE TABLE \" + getParameter(0) + \" (name varchar(40))\");")
                        .preparer("com.acme.core.Offered", "s.execute(\"INSERT INTO setting VALUES ('offered')\");")
                        .file("META-INF/services/io.penstock.prepare.Preparer", "com.acme.core.Offered\n"));
        jar(
                "demo",
                new CartridgeJar()
                        .with(directory.resolve("cartridges/core/release/lib/core.jar"))
                        .type("com.acme.demo.Fill", """
                                public class Fill extends com.acme.core.MakeTable {
                                    @Override
                                    public boolean prepare() throws Exception {
                                        for (int i = 0; i < getNumberOfParameters(); i++) {
                                            try (var s = connection().prepareStatement("INSERT INTO " + getParameter(i) + " VALUES (?)")) {
                                                s.setString(1, new String(getResource("demo/name.txt").orElseThrow()));
                                                changed(s.executeUpdate());
                                            }
                                        }
                                        return true;
                                    }
                                }
                                """)
                        .file("demo/name.txt", "filled"));
        assertThat(PreparedShop.lines(shop.prepare()))
                .containsExactly(
                        "SUCCESS core:Class1", "SUCCESS core:Class2", "SUCCESS demo:Class1", "SUCCESS demo:Class2");
        assertThat(shop.one("SELECT count(*) FROM setting WHERE name IN ('offered', 'filled')"))
                .isEqualTo("2");
        assertThat(shop.one("SELECT name FROM demo")).isEqualTo("filled");
        assertThat(shop.one("SELECT count(*) FROM PREPARATIONATTEMPT WHERE STATUS = 'SUCCESS'"))
                .isEqualTo("4");
        assertThat(shop.one("SELECT CHANGEDROWS FROM PREPARATIONSTEP WHERE PREPARER = 'com.acme.demo.Fill'"))
                .isEqualTo("2");
        assertThat(PreparedShop.lines(shop.prepare())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void survivesWhatPreparersDo(PreparedShop.Product product) throws IOException, SQLException {
        PreparedShop shop = shop(product);
        shop.cartridges(Map.of(
                "core",
                List.of(
                        "Class0 = com.acme.Make",
                        "Class1 = com.acme.Throws",
                        "Class2 = com.acme.Exits",
                        "Class3 = com.acme.Prints",
                        "Class4 = com.acme.Commits",
                        "Class5 = com.acme.ClosesItAll",
                        "Class6 = com.acme.LeavesAThread",
                        "Class7 = com.acme.Refuses",
                        "Class8 = com.acme.SwallowsAnError",
                        "Class9 = com.acme.ChangesSettings",
                        "Class10 = com.acme.Exhausts",
                        "Class11 = com.acme.Last")));
        String write = "s.execute(\"INSERT INTO made VALUES ('\" + getClass().getSimpleName() + \"')\");";
        jar(
                "core",
                new CartridgeJar()
                        .preparer("com.acme.Make", "s.execute(\"CREATE TABLE made (name varchar(40))\");")
                        .preparer(
                                "com.acme.Throws",
                                write + "if (s != null) throw new IllegalStateException(\"no way\");")
                        .preparer("com.acme.Exits", write + "System.exit(7);")
                        .preparer(
                                "com.acme.Prints",
                                write
                                        + "System.out.println(\"{\\\"session\\\":\\\"x\\\"}\"); System.err.println(2); while (System.in.read() >= 0) {}")
                        .preparer("com.acme.Commits", write + "c.commit();")
                        .preparer("com.acme.ClosesItAll", write + "c.close();")
                        .preparer(
                                "com.acme.LeavesAThread",
                                write + "new Thread(() -> { while (true) Thread.onSpinWait(); }, \"busy\").start();")
                        .preparer("com.acme.Refuses", write + "if (s != null) return false;")
                        .preparer(
                                "com.acme.SwallowsAnError",
                                write
                                        + "try { s.execute(\"SELECT * FROM nowhere\"); } catch (java.sql.SQLException e) {}")
                        .preparer(
                                "com.acme.ChangesSettings",
                                product == PreparedShop.Product.POSTGRESQL
                                        ? write
                                                + "s.execute(\"CREATE SCHEMA other\"); s.execute(\"SET search_path = other\");"
                                        : write
                                                + "s.execute(\"CREATE SCHEMA other\"); s.execute(\"SET SCHEMA other\");")
                        .preparer(
                                "com.acme.Exhausts",
                                write
                                        + "var all = new java.util.ArrayList<long[]>(); while (true) { all.add(new long[1 << 22]); if (s == null) break; }")
                        .preparer("com.acme.Last", write));
        List<String> lines = PreparedShop.lines(shop.prepare());
        assertThat(lines.get(0)).isEqualTo("SUCCESS core:Class0");
        assertThat(lines.get(1)).isEqualTo("FAILURE core:Class1: java.lang.IllegalStateException: no way");
        assertThat(lines.get(2)).isEqualTo("FAILURE core:Class2: it ended its process (exit code 7)");
        assertThat(lines.get(3)).isEqualTo("SUCCESS core:Class3");
        assertThat(lines.get(4)).startsWith("FAILURE core:Class4: commit is not for preparers");
        assertThat(lines.get(5)).startsWith("FAILURE core:Class5: close is not for preparers");
        assertThat(lines.get(6)).isEqualTo("FAILURE core:Class6: it left a thread running (busy)");
        assertThat(lines.get(7)).isEqualTo("FAILURE core:Class7: Refuses said that it failed");
        if (product == PreparedShop.Product.POSTGRESQL) {
            assertThat(lines.get(8)).startsWith("FAILURE core:Class8: it went on after a statement had failed");
        } else {
            assertThat(lines.get(8)).isEqualTo("SUCCESS core:Class8");
        }
        assertThat(lines.get(9)).isEqualTo("SUCCESS core:Class9");
        assertThat(lines.get(10)).startsWith("FAILURE core:Class10: it needed more memory than there is");
        assertThat(lines.get(11)).isEqualTo("SUCCESS core:Class11");
        assertThat(shop.one("SELECT count(*) FROM made"))
                .as("of those that failed nothing is kept")
                .isEqualTo(product == PreparedShop.Product.POSTGRESQL ? "3" : "4");
        assertThat(shop.one("SELECT STATUS FROM PREPARATIONSTEP WHERE ID = 'Class2'"))
                .isEqualTo("FAILURE");
    }

    @Test
    void namesAllClassesThatCannotBeUsedBeforeAnyDatabaseIsTouched() throws IOException, SQLException {
        PreparedShop shop = shop(PreparedShop.Product.POSTGRESQL);
        shop.cartridges(Map.of(
                "core",
                List.of(
                        "Class1 = com.acme.Missing a",
                        "Class2 = com.acme.NoPreparer",
                        "Class3 = com.acme.Hidden",
                        "Class4 = com.acme.Newer",
                        "Class5 = com.acme.SQLScriptPreparer core/a.sql")));
        CartridgeJar jar = new CartridgeJar()
                .type("com.acme.NoPreparer", "public class NoPreparer {}")
                .type("com.acme.SQLScriptPreparer", "public class SQLScriptPreparer {}")
                .type("com.acme.Hidden", """
                        public class Hidden extends io.penstock.prepare.Preparer {
                            private Hidden() {}
                            @Override public boolean prepare() { return true; }
                        }
                        """)
                .preparer("com.acme.Newer", "");
        jar("core", jar);
        newer(directory.resolve("cartridges/core/release/lib/core.jar"), "com/acme/Newer.class");

        Refusal refused = Refusal.of(shop::prepare)
                .as(Outcome.USAGE, "PREPARER-UNKNOWN")
                .saying(
                        "there is no preparer com.acme.Missing: no class of this name is in a jar of core",
                        "com.acme.NoPreparer is no preparer",
                        "com.acme.Hidden cannot be made",
                        "com.acme.Newer was compiled for a newer Java");
        assertThat(refused.codes()).as("the documented name is built in").hasSize(4);
        assertThat(shop.one("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }

    /** Writes a number of a Java to come into a class file. */
    private static void newer(Path jar, String name) throws IOException {
        try (var files = java.nio.file.FileSystems.newFileSystem(jar)) {
            Path path = files.getPath(name);
            byte[] bytes;
            try (InputStream in = Files.newInputStream(path)) {
                bytes = in.readAllBytes();
            }
            bytes[7] = (byte) 200;
            Files.write(path, bytes);
        }
    }
}
