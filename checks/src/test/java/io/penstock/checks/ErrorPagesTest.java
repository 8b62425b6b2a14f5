package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorPagesTest {

    private static final String SENTENCE = "It is too wide for the door, whichever way one turns it. Saw it in two.";

    @Test
    void everyCodeHasASectionAndEverySectionACode() throws IOException, ReflectiveOperationException {
        Map<String, List<String>> codes = ErrorPages.codes(House.main());

        assertThat(codes).containsKeys("DIRECTION-UPWARDS", "MARKER-MISMATCH");
        assertThat(ErrorPages.findings(codes, Files.readString(House.root().resolve("docs/errors.md"))))
                .isEmpty();
    }

    @Test
    void findsTheCodesOfEveryEnum() throws ReflectiveOperationException {
        assertThat(ErrorPages.codes(new ClassFileImporter().importPackages("io.penstock.checks.violations.codes")))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("SOFA-TOO-WIDE", List.of("ProblemViolation"), "DOOR-SHUT", List.of("ProblemViolation")));
    }

    @Test
    void acceptsAPageThatIsWhole() {
        assertThat(ErrorPages.findings(Map.of("SOFA-TOO-WIDE", List.of("Sofa")), "## SOFA-TOO-WIDE\n\n" + SENTENCE))
                .isEmpty();
    }

    @Test
    void findsACodeWithoutASection() {
        assertThat(ErrorPages.findings(Map.of("SOFA-TOO-WIDE", List.of("Sofa")), "# Error codes"))
                .containsExactly("SOFA-TOO-WIDE of Sofa has no section");
    }

    @Test
    void findsASectionWithoutACodeAndSectionsOutOfOrder() {
        String page = "## SOFA-TOO-WIDE\n" + SENTENCE + "\n## DOOR-SHUT\n" + SENTENCE;

        assertThat(ErrorPages.findings(Map.of("SOFA-TOO-WIDE", List.of("Sofa")), page))
                .containsExactly(
                        "DOOR-SHUT has a section and is no code", "the sections are not in alphabetical order");
    }

    @Test
    void findsASectionThatStandsTwice() {
        String section = "## SOFA-TOO-WIDE\n" + SENTENCE + "\n";

        assertThat(ErrorPages.findings(Map.of("SOFA-TOO-WIDE", List.of("Sofa")), section + section))
                .containsExactly("a section stands twice");
    }

    @Test
    void findsACodeThatTwoPackagesSayAndASectionThatSaysTooLittle() {
        assertThat(ErrorPages.findings(
                        Map.of("SOFA-TOO-WIDE", List.of("Sofa", "Couch")), "## SOFA-TOO-WIDE\n\nToo wide."))
                .containsExactly(
                        "SOFA-TOO-WIDE stands in Sofa and Couch", "SOFA-TOO-WIDE has a section that says too little");
    }
}
