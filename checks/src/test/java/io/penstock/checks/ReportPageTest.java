package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.penstock.Penstock;
import io.penstock.examples.DemoLandscape;
import io.penstock.files.FileListener;
import io.penstock.run.Progress;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.ReportPage;
import io.penstock.sync.SyncReport;
import io.penstock.sync.SyncRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a report, read in a browser. */
@Tag("chromium")
class ReportPageTest {

    private static final int PHONE = 390;
    private static final int DESKTOP = 1280;

    /** Colour, and the first opaque background around it, of everything that has text of its own: the least contrast by WCAG 2. */
    private static final String LEAST_CONTRAST = """
            () => {
              const rgb = text => text.match(/[\\d.]+/g).map(Number);
              const light = c => c.slice(0, 3).map(v => v / 255)
                  .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = e => {
                for (; e; e = e.parentElement) {
                  const c = rgb(getComputedStyle(e).backgroundColor);
                  if (c.length < 4 || c[3] === 1) return c;
                }
                return [255, 255, 255];
              };
              let least = 21;
              for (const e of document.querySelectorAll('body *')) {
                const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
                const fill = e.tagName === 'rect' || e.tagName === 'text';
                if (!(own || e.tagName === 'rect') || e.tagName === 'title') continue;
                const a = light(rgb(fill ? getComputedStyle(e).fill : getComputedStyle(e).color));
                const b = light(behind(e));
                const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                // Bars need less than letters.
                least = Math.min(least, e.tagName === 'rect' ? contrast * 4.5 / 3 : contrast);
              }
              return least;
            }""";

    private static Browser browser;

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void start() {
        browser = Browser.require();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void asksNobodyAndComplainsOfNothing() {
        assertThat(browser.requests()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    private Page open(SyncReport report, int width) throws IOException {
        return open(report, width, ColorScheme.LIGHT);
    }

    private Page open(SyncReport report, int width, ColorScheme colours) throws IOException {
        Path file = directory.resolve("report.html");
        Files.writeString(file, new ReportPage(report).render());
        return browser.open(file, width, colours);
    }

    private static int overflow(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).intValue();
    }

    @ParameterizedTest
    @CsvSource({"2, 390", "50, 390", "300, 390", "2, 1280", "50, 1280", "300, 1280", "50, 320"})
    void everyTableHasItsBarAndNothingHasToBeScrolledSideways(int tables, int width) throws IOException {
        Page page = open(Reports.ofTables(tables).report(), width);
        assertThat(overflow(page)).isNotPositive();
        assertThat(page.locator("li[data-table]").count()).isEqualTo(2 * tables);
        assertThat(page.locator("li[data-table]:not(:has(rect))").count()).isZero();
        assertThat(page.locator("figure").count()).isEqualTo(2);
        page.locator("summary").all().forEach(more -> more.click());
        assertThat(overflow(page)).isNotPositive();
        page.context().close();
    }

    @Test
    void longNamesAreCutAndToldInFull() throws IOException {
        String name = "reporting.a_table_whose_name_is_as_long_as_postgresql_lets_it_be_which_is_63";
        for (int width : List.of(PHONE, DESKTOP)) {
            Page page = open(Reports.ofTables(3).table(name).report(), width);
            assertThat(overflow(page)).isNotPositive();
            assertThat(page.locator("span[title='" + name + "']").count()).isEqualTo(2);
            assertThat((Boolean) page.locator("span[title='" + name + "']")
                            .first()
                            .evaluate("e => e.scrollWidth > e.clientWidth"))
                    .isTrue();
            page.context().close();
        }
    }

    @Test
    void aHostileNameIsANameAndNothingElse() throws IOException {
        String hostile =
                "public.</title></style></svg><img src=x onerror=\"alert(1)\"><script>alert(2)</script>'\"&\u202e\u0001";
        SyncReport report = Reports.ofTables(1)
                .table(hostile)
                .ended("failed", "COPY-BROKEN Table " + hostile + " is gone. <b>Look</b>.")
                .report();
        Page page = open(report, PHONE);
        assertThat(page.locator("img, script, b").count()).isZero();
        assertThat(page.title()).isEqualTo("Sync prd → uat: failed, run 20261124-235401-f6f2");
        assertThat(page.locator("tbody th bdi").nth(1).textContent()).isEqualTo(hostile.replace('\u0001', '\ufffd'));
        assertThat(overflow(page)).isNotPositive();
        page.context().close();
    }

    @Test
    void whatWentWrongComesFirstAndWhatBrokeOffIsShown() throws IOException {
        SyncReport report = Reports.ofTables(60)
                .ended("cancelled", "RUN-CANCELLED The run was ended: by a signal. The target is as it was.")
                .report();
        Page page = open(report, PHONE);
        assertThat(page.locator("[role=alert]").innerText()).contains("Cancelled", "RUN-CANCELLED", "as it was");
        double problem = page.locator("[role=alert]").boundingBox().y;
        assertThat(problem).isLessThan(page.locator(".figures").boundingBox().y).isLessThan(300);
        // Not the slowest, but what everybody looks for.
        assertThat(page.locator("rect.broken:visible").count()).isPositive();
        page.context().close();
    }

    @Test
    void isReadWithoutEyesToo() throws IOException {
        Page page = open(Reports.ofTables(3).report(), DESKTOP);
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
        assertThat(page.locator("h1").count()).isEqualTo(1);
        assertThat(page.locator("svg.track:not([role=img][aria-label])").count())
                .isZero();
        assertThat(page.locator("svg.track").nth(1).getAttribute("aria-label"))
                .isEqualTo("public.table_number_0: copy 3.2 s, index 0.3 s, proof 0.2 s");
        assertThat(page.locator("table:not(:has(caption))").count()).isZero();
        assertThat(page.locator("th:not([scope])").count()).isZero();
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT", "DARK"})
    void lettersAndBarsStandOutFromWhatIsBehindThem(ColorScheme colours) throws IOException {
        SyncReport report =
                Reports.ofTables(50).ended("failed", "COPY-BROKEN It broke.").report();
        Page page = open(report, DESKTOP, colours);
        // Known by their dashed outline.
        page.evaluate("document.querySelectorAll('rect.broken').forEach(bar => bar.remove())");
        assertThat(((Number) page.evaluate(LEAST_CONTRAST)).doubleValue()).isGreaterThanOrEqualTo(4.5);
        page.context().close();
    }

    @Test
    void isPrintedWholeAndLight() throws IOException {
        Page page = open(Reports.ofTables(300).cluster("live").report(), DESKTOP, ColorScheme.DARK);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(page.pdf().length).isPositive();
        page.context().close();
    }

    @Test
    void thePageOfARealRunTellsBothClusters() throws Exception {
        Path demo = directory.resolve("demo");
        DemoLandscape.create(demo, 0.05, what -> {});
        Penstock penstock = Penstock.open(demo.resolve("penstock.yaml"), Map.of());
        SyncReport report;
        try (PreparedSync prepared = penstock.plan(SyncRequest.of("prd", "uat", true, "a test"), FileListener.NONE)) {
            report = penstock.sync(prepared, new Progress());
        }
        Path file = penstock.journal().documents(penstock.journal().find(report.run())).stream()
                .filter(document -> document.endsWith("report.html"))
                .findFirst()
                .orElseThrow();
        Page page = browser.open(file, PHONE, ColorScheme.LIGHT);
        assertThat(overflow(page)).isNotPositive();
        assertThat(page.locator("figure .cluster").allInnerTexts()).containsExactly("edit", "live", "all clusters");
        for (SyncReport.ClusterReport cluster : report.clusters()) {
            assertThat(cluster.database()).isNotNull();
            List<String> copied = cluster.database().tables().stream()
                    .filter(table -> !table.treatment().equals("empty"))
                    .map(SyncReport.TableReport::table)
                    .toList();
            assertThat(copied)
                    .allSatisfy(table -> assertThat(page.locator("figure:has(.cluster." + cluster.cluster()
                                            + ") li[data-table='" + table + "'] rect.copy")
                                    .count())
                            .isEqualTo(1));
        }
        page.context().close();
    }
}
