package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void landscape() throws IOException {
        shell = Shell.withLandscape(directory);
    }

    @Test
    void refreshesAndPrintsTheReport() {
        Shell.Outcome outcome = shell.on("sync", "prd", "uat", "--yes");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("sync prd uat done").contains("1 new");
        assertThat(shell.file("uat/sites/style.css")).exists();
    }

    @Test
    void refusesWithoutAPersonOrYes() {
        Shell.Outcome outcome = shell.on("sync", "prd", "uat");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).startsWith("NOT-CONFIRMED ").contains("--yes");
        assertThat(shell.file("uat/sites")).doesNotExist();
    }

    @Test
    void refusesAnUpwardDirectionBeforeItAsks() {
        Shell.Outcome outcome = shell.types("prd").on("sync", "uat", "prd");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).startsWith("DIRECTION-").doesNotContain("Type the target's name");
    }

    @Test
    void goesOnWhenThePersonTypesTheTarget() {
        Shell.Outcome outcome = shell.types("uat").on("sync", "prd", "uat");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("Refresh uat from prd? Type the target's name to go on:");
        assertThat(shell.file("uat/sites/style.css")).exists();
    }

    @Test
    void isCancelledWhenThePersonTypesSomethingElse() {
        Shell.Outcome outcome = shell.types("yes").on("sync", "prd", "uat");
        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err()).contains("CONFIRMATION-DIFFERS ");
        assertThat(outcome.out()).isEmpty();
        assertThat(shell.file("uat/sites")).doesNotExist();
    }

    @Test
    void theResultIsOneJsonDocumentWhicheverPlaceTheOptionHas() {
        assertThat(shell.on("--output", "json", "plan", "prd", "uat")
                        .json()
                        .get("target")
                        .asString())
                .isEqualTo("uat");
        assertThat(shell.on("sync", "prd", "uat", "--yes", "--output=json")
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("done");
        assertThat(shell.on("runs", "list", "--output=json")
                        .json()
                        .get(0)
                        .get("state")
                        .asString())
                .isEqualTo("done");
        assertThat(shell.on("runs", "show", "--output=json").json().get("state").asString())
                .isEqualTo("done");
    }

    @Test
    void aDryRunTouchesNothingAndListsFilesWhenAsked() {
        Shell.Outcome plan = shell.on("sync", "prd", "uat", "--dry-run", "--files");
        assertThat(plan.code()).isZero();
        assertThat(plan.out()).containsPattern("new +7 B  sites/style.css").contains("Steps");
        assertThat(shell.file("uat/sites")).doesNotExist();
        assertThat(shell.on("plan", "prd", "uat").out()).doesNotContain("style.css");
    }

    @Test
    void eachFileOfAPlanNamesItsClusterWhenThereIsMoreThanOne() throws IOException {
        Files.createDirectories(shell.file("prd-live/sites"));
        Files.createDirectories(shell.file("uat-live"));
        Files.writeString(shell.file("prd-live/sites/logo.svg"), "<svg/>");
        Files.writeString(shell.file("penstock.yaml"), """
                landscape: acme
                environments:
                  - {name: prd, role: production, clusters: {edit: {files: prd}, live: {files: prd-live}}}
                  - {name: uat, role: test, clusters: {edit: {files: uat}, live: {files: uat-live}}}
                """);
        String both = shell.on("plan", "prd", "uat", "--files").out();
        assertThat(both).containsPattern("(?m)^edit new +7 B  sites/style.css$");
        assertThat(both).containsPattern("(?m)^live new +6 B  sites/logo.svg$");
        String one =
                shell.on("plan", "prd", "uat", "--files", "--cluster", "live").out();
        assertThat(one).containsPattern("(?m)^new +6 B  sites/logo.svg$");
    }

    @Test
    void tellsWhereThePageOfTheReportIs() {
        String err = shell.on("sync", "prd", "uat", "--yes").err();
        Path page = Path.of(err.lines()
                .filter(line -> line.startsWith("Report as a page: "))
                .map(line -> line.substring("Report as a page: ".length()))
                .findFirst()
                .orElseThrow());
        assertThat(page).content().startsWith("<!doctype html>");
        assertThat(shell.on("sync", "prd", "uat", "--yes", "-q").err()).isEmpty();
    }

    @Test
    void undoPutsBackWhatWasThere() throws IOException {
        Files.createDirectories(shell.file("uat/sites"));
        Files.writeString(shell.file("uat/sites/style.css"), "former");
        assertThat(shell.on("adopt", "uat", "--confirm", "uat").out()).contains("acme/uat/edit");
        assertThat(shell.on("sync", "prd", "uat", "--yes").code()).isZero();
        assertThat(shell.on("undo", "uat").code()).isEqualTo(3);
        assertThat(shell.on("undo", "uat", "--yes").code()).isZero();
        assertThat(shell.file("uat/sites/style.css")).hasContent("former");
    }

    /** After it, UAT has five files of which PRD has two. */
    private void targetWithMore() throws IOException {
        Files.writeString(shell.file("prd/sites/second.css"), "");
        assertThat(shell.on("sync", "prd", "uat", "--yes").code()).isZero();
        for (int i = 0; i < 3; i++) {
            Files.writeString(shell.file("uat/sites/upload" + i), "made by a tester");
        }
    }

    @Test
    void yesDoesNotAgreeToDeleteMoreThanHalf() throws IOException {
        targetWithMore();
        Shell.Outcome plan = shell.on("sync", "prd", "uat", "--delete", "--dry-run", "--yes");
        assertThat(plan.code()).isZero();
        assertThat(plan.out()).contains("more than half of the target's files are deleted: 3 of 5", "--delete-many");
        Shell.Outcome refused = shell.on("sync", "prd", "uat", "--delete", "--yes");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).startsWith("FILES-MANY-DELETED ").contains("3 of 5", "--delete-many");
        assertThat(shell.file("uat/sites/upload0")).exists();
        assertThat(shell.on("sync", "prd", "uat", "--delete", "--delete-many", "--yes")
                        .code())
                .isZero();
        assertThat(shell.file("uat/sites/upload0")).doesNotExist();
    }

    @Test
    void asksAPersonOnceMoreBeforeMoreThanHalfIsDeleted() throws IOException {
        targetWithMore();
        Shell.Outcome refused = shell.types("uat\nuat").on("sync", "prd", "uat", "--delete");
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("More than half of the files of uat edit are deleted. Type how many, 3,");
        assertThat(shell.file("uat/sites/upload0")).exists();
        assertThat(shell.types("uat\n3").on("sync", "prd", "uat", "--delete").code())
                .isZero();
        assertThat(shell.file("uat/sites/upload0")).doesNotExist();
    }

    @Test
    void refusesASourceWhoseVolumesAreNotMounted() throws IOException {
        targetWithMore();
        Files.delete(shell.file("prd/sites/style.css"));
        Files.delete(shell.file("prd/sites/second.css"));
        Files.createDirectory(shell.file("prd/sites/volume"));
        Shell.Outcome refused = shell.on("sync", "prd", "uat", "--delete", "--delete-many", "--yes");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).startsWith("FILES-SOURCE-EMPTY ");
        assertThat(shell.file("uat/sites/style.css")).exists();
    }

    @Test
    void refusesDirectoriesWhereNoFilesAreSynced() throws IOException {
        Shell.Outcome outcome = shell.on("plan", "prd", "uat", "--only", "database", "--dirs", "sites");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("DIRECTORIES-WITHOUT-FILES ").contains("sites", "--dirs");
        assertThat(shell.on("plan", "prd", "uat", "--only", "files", "--dirs", "sites")
                        .code())
                .isZero();
        String yaml = Files.readString(shell.file("penstock.yaml"));
        Files.writeString(
                shell.file("penstock.yaml"),
                yaml.replace("{files: uat}", "{database: {url: \"jdbc:h2:./uat/h2\", user: sa}}"));
        assertThat(shell.on("sync", "prd", "uat", "--dirs", "sites", "--yes").err())
                .startsWith("DIRECTORIES-WITHOUT-FILES ");
    }

    @Test
    void adoptSaysWhatItCouldNotMark() throws IOException {
        String yaml = Files.readString(shell.file("penstock.yaml"));
        Files.writeString(
                shell.file("penstock.yaml"),
                yaml.replace("{edit: {files: uat}}", "{edit: {files: uat}, live: {files: gone}}"));
        Shell.Outcome asked = shell.types("no").on("adopt", "uat");
        assertThat(asked.err()).contains("Not marked:").contains("gone as acme/uat/live, where there is no directory");
        Shell.Outcome done = shell.on("adopt", "uat", "--confirm", "uat", "--output=json");
        assertThat(done.code()).isZero();
        assertThat(done.json().get("marked").get(0).asString()).contains("acme/uat/edit");
        assertThat(done.json().get("notMarked").get(0).asString()).contains("acme/uat/live");
        Files.writeString(shell.file("penstock.yaml"), yaml.replace("files: uat", "files: gone"));
        assertThat(shell.on("adopt", "uat", "--confirm", "uat").err()).startsWith("FILES-TARGET-MISSING ");
    }

    @Test
    void adoptSaysWhatItHadMarkedWhenAMarkCannotBeWritten() throws IOException {
        String yaml = Files.readString(shell.file("penstock.yaml"));
        Files.writeString(
                shell.file("penstock.yaml"),
                yaml.replace("{edit: {files: uat}}", "{edit: {files: uat}, live: {files: odd}}"));
        Files.createDirectories(shell.file("odd/.penstock-environment/in-the-way"));
        Shell.Outcome outcome = shell.on("adopt", "uat", "--confirm", "uat");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("FILES-WRITE-FAILED ", "ADOPTED-IN-PART ", "acme/uat/edit");
    }

    @Test
    void adoptNeedsTheSameNameTwice() throws IOException {
        Files.writeString(shell.file("uat/former"), "x");
        assertThat(shell.on("adopt", "uat").code()).isEqualTo(3);
        assertThat(shell.on("adopt", "uat", "--confirm", "prd").code()).isEqualTo(4);
        assertThat(shell.on("adopt", "uta", "--confirm", "uta").err()).contains("did you mean 'uat'?");
        assertThat(shell.on("sync", "prd", "uat", "--yes").err()).startsWith("TARGET-NOT-ADOPTED");
    }
}
