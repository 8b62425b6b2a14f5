package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifySummaryTest {

    private static final Map<String, String> SERVERS = new LinkedHashMap<>();

    static {
        SERVERS.put("postgresql", "PostgreSQL 15.19");
        SERVERS.put("h2", "H2 2.5.252");
    }

    @TempDir
    private Path house;

    private static final String TAGGED =
            "@org.junit.jupiter.api.Tag(\"postgresql\") class Tagged { String other = \"jdbc:h2:mem:other\"; }";
    private static final String SEEN =
            "class Seen { String url() throws java.sql.SQLException { return Opens.url(1); } }";
    private static final String OPENS =
            "class Opens { static String url(int number) { return \"jdbc:h2:mem:db\" + number; } }";
    private static final String MENTIONS = "class Mentions { String url = \"jdbc:h2:./example\"; }";
    private static final String ALONE = "class Alone { long number = 1L; double half = 0.5; Runnable run = () -> {}; }";

    @BeforeEach
    void compileTestsOfAModule() throws IOException {
        Path classes = Files.createDirectories(house.resolve("engine/target/test-classes"));
        Path source = house.resolve("Tests.java");
        Files.writeString(source, String.join("\n", TAGGED, SEEN, OPENS, MENTIONS, ALONE));
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(exit).isZero();
    }

    private void report(String type, String cases) throws IOException {
        Path reports = Files.createDirectories(house.resolve("engine/target/surefire-reports"));
        Files.writeString(
                reports.resolve("TEST-" + type + ".xml"),
                "<testsuite>" + cases.replace("@", "classname=\"" + type + "\"") + "</testsuite>");
    }

    private String lastLine() throws IOException {
        return VerifySummary.lines(house, house.resolve("none.csv"), SERVERS).get(0);
    }

    @Test
    void countsTestsByServer() throws IOException {
        report("Tagged", "<testcase @ name=\"a\"/><testcase @ name=\"b\"><failure/></testcase>");
        report("Seen", "<testcase @ name=\"c\"/>");
        report("Mentions", "<testcase @ name=\"m\"/>");
        report("Alone", "<testcase @ name=\"d\"/><testcase @ name=\"e\"><error/></testcase>");

        assertThat(lastLine())
                .isEqualTo("Tests: 6 run, 2 failed, 0 skipped; on PostgreSQL 15.19: 2, on H2 2.5.252: 1,"
                        + " without a server: 3");
    }

    @Test
    void namesSkippedTestsWithTheirReason() throws IOException {
        report("Alone", "<testcase @ name=\"d\"><skipped message=\"needs chromium\"/></testcase>");

        assertThat(VerifySummary.lines(house, house.resolve("none.csv"), SERVERS))
                .containsExactly(
                        "Tests: 0 run, 0 failed, 1 skipped; on PostgreSQL 15.19: 0, on H2 2.5.252: 0, without a server: 0",
                        "Skipped: Alone.d: needs chromium");
    }

    @Test
    void tellsTheCoverageOfAllAndOfEachModule() throws IOException {
        Path csv = house.resolve("jacoco.csv");
        Files.writeString(csv, """
                GROUP,PACKAGE,CLASS,LINE_MISSED,LINE_COVERED
                Penstock checks/penstock-engine,io.penstock,A,10,70
                Penstock checks/penstock-engine,io.penstock,B,0,20
                Penstock checks/Penstock cli,io.penstock.cli,C,40,60
                """);

        assertThat(VerifySummary.lines(house, csv, SERVERS).get(0))
                .isEqualTo("Coverage: 75.0 % of lines (engine 90.0 %, cli 60.0 %)");
    }

    @Test
    void refusesAReportThatIsNone() throws IOException {
        Path reports = Files.createDirectories(house.resolve("engine/target/surefire-reports"));
        Files.writeString(reports.resolve("TEST-cut.xml"), "<testsuite><testcase");

        assertThatThrownBy(() -> TestResult.readAll(house)).hasMessageContaining("TEST-cut.xml");
    }
}
