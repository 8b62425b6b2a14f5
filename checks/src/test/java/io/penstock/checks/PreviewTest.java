package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.penstock.Outcome;
import io.penstock.sync.MapCheck;
import io.penstock.sync.Preview;
import io.penstock.sync.PreviewPage;
import io.penstock.sync.PreviewRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What check and preview say of a map on a real server. */
@Tag("postgresql")
class PreviewTest {

    private static final String PRD = "preview_prd";
    private static final String[] SECRETS = {
        "anna", "schmidt", "web.example", "901820", "jena", "golden", "1980-05-17", "+49"
    };
    private static final String MAP = """
            locale: de-DE
            tables:
              person:
                columns:
                  mail: email
                  full_name_of_the_person: full-name
                  phone: {as: phone, country: DE}
                  born: date
                  doc: {as: json, paths: {$.mail: email}}
                  mails: email
                  raw: email
                  note: text
                  half: {as: sql, expression: "left(phone, 6)"}
                public: [id]
                keep: "id = 2"
            """;

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Postgres.high().create(PRD);
        Postgres.high().run(PRD, """
                CREATE TABLE person (id int PRIMARY KEY, mail text UNIQUE, full_name_of_the_person varchar(60), phone text, born date, doc jsonb, mails text[], raw bytea, note text, half text);
                INSERT INTO person VALUES
                  (1, 'anna.schmidt@web.example', 'Anna Schmidt', '+49 30 901820', '1980-05-17', '{"mail": "anna@web.example", "club": "Golden"}',
                    '{anna@web.example,NULL}', 'anna@web.example', 'Anna Schmidt of Jena, +49 30 901820, anna@web.example', 'anna'),
                  (2, 'test.anna@web.example', 'Anna Test', NULL, '1980-05-17', NULL, NULL, NULL, 'golden', NULL),
                  (3, NULL, '', 'call anna', NULL, '{}', '{}', '', 'x', '')""");
        scenario =
                new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url("nowhere")).map(MAP);
    }

    private Preview preview() throws Exception {
        return scenario.open().mapPreview().preview(new PreviewRequest("prd", Set.of(), null, 3, false, "a test"));
    }

    private MapCheck.Result check() throws Exception {
        return scenario.open().mapCheck().check("prd", Set.of());
    }

    @Test
    void noTypeShowsAValue() throws Exception {
        Preview preview = preview();

        assertThat(preview.tables()).hasSize(1);
        assertThat(preview.rows()).isEqualTo(3);
        assertThat(preview.toString().toLowerCase(Locale.ROOT)).doesNotContain(SECRETS);
        assertThat(preview.toString())
                .contains(
                        "before=aaaa.aaaaaaa@aaa.aaaaaaa",
                        "@aaaaaaa.test",
                        "pseudonymizer=sql, before=aaaa, after=+99 99]");
        assertThat(directory.resolve(".penstock/audit")).doesNotExist();
    }

    @Test
    void checkListsAllThatIsWrongAndIsARefusal() throws Exception {
        assertThat(check().outcome()).isEmpty();
        Postgres.high().run(PRD, """
                ALTER TABLE person ADD forgotten text, DROP half, ADD tight varchar(5) UNIQUE, ADD upper_mail text DEFAULT 'x';
                CREATE TABLE unknown (a text, b text);
                CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.upper_mail := upper(NEW.mail); RETURN NEW; END $$;
                CREATE TRIGGER filling BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION fill()""");
        scenario.map(MAP.replace("mails: email", "mails: email\n      tight: login")
                .replace("public: [id]", "public: [id, upper_mail]"));

        MapCheck.Result result = check();

        assertThat(result.outcome()).contains(Outcome.REFUSED);
        assertThat(result.problems())
                .extracting(finding -> finding.problem().what())
                .anyMatch(what -> what.contains("public.person.forgotten"))
                .anyMatch(what -> what.contains("public.unknown"))
                .anyMatch(what -> what.contains("half"))
                .anyMatch(what -> what.contains("public.person.tight"))
                .anyMatch(what -> what.contains("filling"));
        assertThat(result.toString().toLowerCase(Locale.ROOT)).doesNotContain("anna", "901820", "golden");
    }

    @Test
    @Tag("chromium")
    void thePageFitsADeskAndAPhone() throws Exception {
        Path file = directory.resolve("preview.html");
        Files.writeString(file, new PreviewPage(preview()).render());
        try (Browser browser = Browser.require()) {
            for (int width : new int[] {1280, 390}) {
                Page page = browser.open(file, width, ColorScheme.LIGHT);
                assertThat(((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                                .intValue())
                        .isNotPositive();
                assertThat(page.locator("tbody tr:has(code)").count()).isEqualTo(27);
                assertThat(page.locator("thead th").first().boundingBox().height)
                        .as("words are not broken to make room for more columns")
                        .isLessThan(40);
                assertThat(page.locator("body").innerText().toLowerCase(Locale.ROOT))
                        .doesNotContain(SECRETS);
                page.context().close();
            }
            assertThat(browser.requests()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
