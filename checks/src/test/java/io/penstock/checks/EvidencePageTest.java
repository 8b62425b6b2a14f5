package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.penstock.run.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of evidence, read in a browser. */
@Tag("postgresql")
class EvidencePageTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 1280})
    void showsEveryFigureWithItsNameAndNothingHasToBeScrolledSideways(int width) throws Exception {
        Path file = Files.writeString(directory.resolve("evidence.html"), page());
        try (Browser browser = Browser.require()) {
            Page page = browser.open(file, width, ColorScheme.LIGHT);
            assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                    .as("pixels beside the window")
                    .isEqualTo(0);
            assertThat(page.getByText("Distinct before, about")
                            .or(page.locator("[data-head='Distinct before, about']"))
                            .first()
                            .isVisible())
                    .isTrue();
            double name = page.locator("tbody th").first().boundingBox().width;
            assertThat(name).as("the width of a column's name").isGreaterThan(80);
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests()).isEmpty();
            page.context().close();
        }
    }

    private String page() throws Exception {
        Postgres.high().create("evidence_page_prd");
        Postgres.low().create("evidence_page_uat");
        Postgres.high().run("evidence_page_prd", """
                CREATE TABLE a_table_with_a_rather_long_name_for_a_phone (id int PRIMARY KEY, electronic_mail_address text);
                INSERT INTO a_table_with_a_rather_long_name_for_a_phone SELECT i, i || '@real.example' FROM generate_series(1, 12345) i""");
        Scenario scenario = new Scenario(
                        directory,
                        Postgres.high().url("evidence_page_prd"),
                        Postgres.low().url("evidence_page_uat"))
                .map(
                        "tables: {a_table_with_a_rather_long_name_for_a_phone: {columns: {electronic_mail_address: email}, public: [id]}}");
        scenario.sync();
        Run run = scenario.open().journal().list().get(0);
        return scenario.open().journal().read(run, "evidence.html").orElseThrow();
    }
}
