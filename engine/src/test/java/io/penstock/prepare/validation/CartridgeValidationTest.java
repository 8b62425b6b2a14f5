package io.penstock.prepare.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CartridgeValidationTest {

    private static final String CORE = "core/src/main/resources/core/";

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void makeACleanCartridge() throws IOException {
        file("cartridgelist.properties", "cartridges.dbinit = core");
        file(CORE + "dbinit.properties", """
                Class1 = com.example.SQLScriptPreparer core/rows.sql
                """);
        file(CORE + "rows.sql", "INSERT INTO setting VALUES ('one'); -- DROP TABLE setting; gen_random_uuid()");
    }

    private void file(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private ValidationReport validate() {
        return new CartridgeValidation(directory, Set.of("SQLScriptPreparer")).run();
    }

    private void assertFound(String code, String severity, String file, int line, String part) {
        assertThat(validate().findings()).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo(code);
            assertThat(found.severity()).isEqualTo(severity);
            assertThat(found.file()).endsWith(file);
            assertThat(found.line()).isEqualTo(line);
            assertThat(found.what()).contains(part);
            assertThat(found.remedy()).isNotBlank();
        });
    }

    private void assertFoundIn(String descriptor, String code, String severity, int line, String part)
            throws IOException {
        file(CORE + "dbinit.properties", descriptor);
        assertFound(code, severity, "dbinit.properties", line, part);
    }

    private void assertFoundInScript(String script, String code, String severity, int line, String part)
            throws IOException {
        file(CORE + "rows.sql", script);
        assertFound(code, severity, "rows.sql", line, part);
    }

    /** On a database in use, as a step of migration. */
    private void assertDanger(String script, String code, String part) throws IOException {
        file(CORE + "migration-to-1.0.properties", "Class1 = SQLScriptPreparer core/change.sql\n");
        file(CORE + "change.sql", script);
        assertFound(code, "warning", "change.sql", 1, part);
    }

    @Test
    void findsNothingInACleanCartridge() {
        ValidationReport report = validate();
        assertThat(report.findings()).as(report.text()).isEmpty();
        assertThat(report.text()).contains("1 cartridge with 1 step: 0 errors, 0 warnings");
    }

    @Test
    void tellsAllInvalidEntriesTogether() throws IOException {
        file(CORE + "dbinit.properties", "Klass1 = X\nClass1 = SQLScriptPreparer core/rows.sql\nClass2 =\n");
        assertThat(validate().findings())
                .extracting(ValidationReport.Entry::code, ValidationReport.Entry::line)
                .containsExactly(tuple("DESCRIPTOR-INVALID", 1), tuple("DESCRIPTOR-INVALID", 3));
    }

    @Test
    void findsAKeyThatStandsTwice() throws IOException {
        assertFoundIn(
                "Class1 = SQLScriptPreparer core/rows.sql\nClass1 = SQLScriptPreparer core/rows.sql x\n",
                "DESCRIPTOR-INVALID",
                "error",
                2,
                "line 1");
    }

    @Test
    void findsVersionsThatAreNone() throws IOException {
        file(CORE + "migration-to-7.4.3.0.1.properties", "");
        assertFound("DESCRIPTOR-INVALID", "error", "migration-to-7.4.3.0.1.properties", 0, "'7.4.3.0.1' is no version");
        Files.delete(directory.resolve(CORE + "migration-to-7.4.3.0.1.properties"));
        file(CORE + "migration-to-x.properties", "");
        assertFound("DESCRIPTOR-INVALID", "error", "migration-to-x.properties", 0, "'x' is no version");
    }

    @Test
    void findsVersionsThatAreTheSameNumber() throws IOException {
        file(CORE + "migration-to-7.4.properties", "Class1 = SQLScriptPreparer core/rows.sql\n");
        file(CORE + "migration-to-7.4.0.0.properties", "Class1 = SQLScriptPreparer core/rows.sql\n");
        assertFound("VERSIONS-EQUAL", "error", ".properties", 0, "7.4 and 7.4.0.0");
    }

    @Test
    void findsAVersionWithoutSteps() throws IOException {
        file(CORE + "migration-to-7.4.properties", "# nothing yet\n");
        assertFound("VERSION-WITHOUT-STEPS", "warning", "migration-to-7.4.properties", 0, "7.4");
    }

    @Test
    void findsStepsOfEqualOrder() throws IOException {
        assertFoundIn(
                "Class1 = SQLScriptPreparer core/rows.sql\nClass01 = SQLScriptPreparer core/rows.sql disableLogging\n",
                "ORDER-EQUAL",
                "warning",
                2,
                "Class01 has the same number as Class1 in line 1");
    }

    @Test
    void findsStepsThatAreTheSame() throws IOException {
        assertFoundIn(
                "Class1 = SQLScriptPreparer core/rows.sql\nClass2 = SQLScriptPreparer  core/rows.sql\n",
                "STEP-REPEATED",
                "warning",
                2,
                "Class1 in line 1");
    }

    @Test
    void findsANumberThatIsLeftOutOfARow() throws IOException {
        assertFoundIn("""
                Class1 = SQLScriptPreparer core/rows.sql a
                Class2 = SQLScriptPreparer core/rows.sql b
                Class3 = SQLScriptPreparer core/rows.sql c
                Class5 = SQLScriptPreparer core/rows.sql d
                Class50 = SQLScriptPreparer core/rows.sql e
                """, "STEP-GAP", "warning", 4, "Between Class3 and Class5");
    }

    @Test
    void findsAMissingClass() throws IOException {
        assertFoundIn("Class1 = com.example.Missing\n", "CLASS-MISSING", "error", 1, "com.example.Missing");
    }

    @Test
    void findsAMissingFile() throws IOException {
        assertFoundIn(
                "Class1 = SQLScriptPreparer core/rows.sql \\\n  core/missing.sql\n",
                "FILE-MISSING",
                "error",
                1,
                "core/missing.sql");
    }

    @Test
    void takesAFileOfASingleProductForTheFile() throws IOException {
        file(CORE + "tables-h2.sql", "CREATE TABLE a (id int)");
        file(CORE + "dbinit.properties", "Class1 = SQLScriptPreparer core/tables.sql\n");
        assertThat(validate().findings()).noneMatch(each -> each.code().equals("FILE-MISSING"));
    }

    @Test
    void findsAFileThatLeadsOutOfTheCartridge() throws IOException {
        file("secret.sql", "INSERT INTO a VALUES (1)");
        assertFoundIn(
                "Class1 = SQLScriptPreparer core/rows.sql ../../../../secret.sql\n",
                "FILE-MISSING",
                "error",
                1,
                "../../../../secret.sql");
    }

    @Test
    void findsAMissingBundle() throws IOException {
        file(CORE + "../com/example/data/There_de.properties", "a = b");
        assertFoundIn(
                "Class1 = SQLScriptPreparer com.example.data.There com.example.data.Missing\n",
                "BUNDLE-MISSING",
                "error",
                1,
                "com.example.data.Missing");
    }

    @Test
    void findsADeprecatedNameOfABundle() throws IOException {
        file(CORE + "FooInformations_en.properties", "a = b");
        assertFound("BUNDLE-NAME-DEPRECATED", "warning", "FooInformations_en.properties", 0, "*Localization");
        assertThat(validate().findings().get(0).remedy()).contains("FooLocalization_en.properties");
    }

    @Test
    void findsAGapInDataSets() throws IOException {
        file(CORE + "Jobs.properties", "Data.1.id = a\nData.2.id = b\n#Data.3.id = c\nData.10.id = d\n");
        assertFound("DATA-SET-GAP", "warning", "Jobs.properties", 4, "Between Data.2 and Data.10");
    }

    @Test
    void findsAStepThatMixesWaysToChangeRows() throws IOException {
        file(CORE + "rows.sql", "INSERT INTO a SELECT 'update' FROM b;\nUPDATE a SET b = 1 WHERE c = 2;");
        assertFound("DML-MIXED", "warning", "dbinit.properties", 1, "insert and update");
    }

    @Test
    void findsABlindDrop() throws IOException {
        assertFoundInScript(
                "DROP TABLE IF EXISTS a;\n\nDROP TABLE public.\"b\";", "DROP-BLIND", "error", 3, "DROP TABLE public.b");
    }

    @Test
    void findsUuidsMadeBySql() throws IOException {
        for (String call : List.of(
                "gen_random_uuid()", "random_uuid()", "uuid_generate_v4()", "SYS_GUID()", "SYS_GUID", "newid ()")) {
            assertFoundInScript(
                    "INSERT INTO a\n VALUES (" + call + ")",
                    "UUID-AT-RUN-TIME",
                    "error",
                    2,
                    call.replaceAll(" ?\\(\\)", ""));
        }
    }

    /** Calls what it is found for. */
    static final class MakesUuids {
        String make() {
            return UUID.randomUUID().toString();
        }
    }

    @Test
    void findsUuidsMadeByAClass() throws IOException {
        String name = MakesUuids.class.getName().replace('.', '/') + ".class";
        Path place = directory.resolve("core/release/lib").resolve(name);
        Files.createDirectories(place.getParent());
        try (InputStream compiled = MakesUuids.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(compiled), place);
        }
        assertFoundIn(
                "Class1 = " + MakesUuids.class.getName() + "\n",
                "UUID-AT-RUN-TIME",
                "error",
                1,
                "java.util.UUID.randomUUID");
    }

    @Test
    void findsACartridgeThatIsAbsent() throws IOException {
        file("cartridgelist.properties", "cartridges.dbinit = core \\\n absent");
        assertFound("CARTRIDGE-MISSING", "error", "cartridgelist.properties", 0, "absent");
    }

    @Test
    void findsACartridgeThatIsNotInTheList() throws IOException {
        file("demo/src/main/resources/demo/dbinit.properties", "Class1 = SQLScriptPreparer demo/rows.sql\n");
        file("notes/readme.txt", "no cartridge");
        assertFound("CARTRIDGE-NOT-LISTED", "warning", "demo", 0, "does not name it");
    }

    @Test
    void findsAMissingList() throws IOException {
        Files.delete(directory.resolve("cartridgelist.properties"));
        Files.move(directory.resolve("core"), directory.resolve(".core"));
        assertFound("DESCRIPTOR-INVALID", "error", "cartridgelist.properties", 0, "There is no");
    }

    @Test
    void warnsOfWhatHindersADatabaseInUse() throws IOException {
        assertDanger("ALTER TABLE a ALTER COLUMN b TYPE bigint", "TABLE-REWRITTEN", "filled table a");
        assertDanger("ALTER TABLE a ADD COLUMN b int NOT NULL, ADD c int", "COLUMN-NOT-NULL", "filled table a");
        assertDanger("ALTER TABLE a ALTER b SET NOT NULL", "COLUMN-NOT-NULL", "SET NOT NULL");
        assertDanger("CREATE INDEX i ON s.a (b)", "INDEX-BLOCKS-WRITES", "large table s.a");
        assertDanger("ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c", "FOREIGN-KEY-CHECKED", "large table a");
        assertDanger("UPDATE a SET b = 'where'", "ALL-ROWS-CHANGED", "UPDATE without WHERE");
        assertDanger("DELETE FROM a", "ALL-ROWS-CHANGED", "DELETE without WHERE");
        assertDanger("TRUNCATE TABLE a", "TABLE-TRUNCATED", "table a");
    }

    @Test
    void warnsOfNothingThatIsHarmless() throws IOException {
        file(CORE + "migration-to-1.0.properties", "Class1 = SQLScriptPreparer core/change.sql\n");
        file(CORE + "change.sql", """
                /* UPDATE a SET b = 1; /* nested */ TRUNCATE a; */
                CREATE TABLE made (b int);
                CREATE INDEX i ON made (b);
                CREATE INDEX CONCURRENTLY j ON a (b);
                ALTER TABLE a ADD COLUMN b int NOT NULL DEFAULT 0;
                ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES c (d) NOT VALID;
                ALTER TABLE a ADD COLUMN "type" text;
                CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $x$ BEGIN DELETE FROM a; UPDATE a SET b = 1; END $x$;
                CREATE PROCEDURE p() BEGIN ATOMIC IF 1 = 1 THEN DELETE FROM a; END IF; TRUNCATE a; END;
                """);
        ValidationReport report = validate();
        assertThat(report.findings()).as(report.text()).isEmpty();
    }

    @Test
    void everyFaultStandsInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/prepare-validate.md"));
        for (Fault fault : Fault.values()) {
            assertThat(page).contains("| `" + fault.code() + "` |");
        }
    }
}
