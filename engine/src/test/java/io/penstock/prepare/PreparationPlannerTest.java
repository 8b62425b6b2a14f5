package io.penstock.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.PenstockException;
import io.penstock.prepare.cartridge.Cartridges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationPlannerTest {

    @TempDir
    private Path directory = Path.of("");

    private final Map<StepKey, StepStatus> registry = new HashMap<>();

    private void file(String name, String... lines) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, List.of(lines));
    }

    private void registered(String cartridge, String id, String version, String type, StepStatus status) {
        registry.put(new StepKey(CartridgeId.of(cartridge), id, version, type), status);
    }

    private PreparationPlan plan(PrepareMode mode, String... initialized) {
        try (Cartridges cartridges = Cartridges.read(directory)) {
            return new PreparationPlanner(registry, Set.of(initialized), mode).plan(cartridges.all());
        }
    }

    private List<String> steps(PrepareMode mode, String... initialized) {
        return plan(mode, initialized).steps().stream()
                .map(planned -> planned.step().name() + " " + planned.reason().phrase())
                .toList();
    }

    /** The reference of DBInit and DBMigrate, "Example B". */
    @Test
    void runsTheStepsOfTheDocumentedExample() throws IOException {
        file("cartridgelist.properties", "cartridges.dbinit = example");
        String home = "example/staticfiles/cartridge/";
        file(home + "migration-to-7.4.2.0.properties", "pre.Class1 = x.ExecuteSQLScriptPreparer");
        file(home + "migration-to-7.4.4.0.properties", "pre.Class1 = x.ExecuteSQLScriptPreparer");
        file(
                home + "migration-to-7.4.3.0.properties",
                "Class1 = x.DropTable",
                "Class2 = x.UpdateJobsPreparer",
                "post.Class1 = x.MigrateStagingEnvironment");
        file(
                home + "migration-to-7.4.5.0.properties",
                "Class1 = x.DropTable",
                "post.Class1 = x.DeletePreferenceDefinition");
        registered("example", "pre.Class1", "7.4.2.0", "dbmigrate", StepStatus.SUCCESS);
        registered("example", "Class1", "7.4.3.0", "dbmigrate", StepStatus.SUCCESS);
        registered("example", "Class2", "7.4.3.0", "dbmigrate", StepStatus.FAILURE);
        registered("example", "post.Class1", "7.4.3.0", "dbmigrate", StepStatus.SUCCESS);

        assertThat(steps(PrepareMode.AUTO, "example"))
                .containsExactly(
                        "example:7.4.4.0:pre.Class1 new step",
                        "example:7.4.3.0:Class2 previous failure",
                        "example:7.4.5.0:Class1 new step",
                        "example:7.4.5.0:post.Class1 new step");
        assertThat(plan(PrepareMode.AUTO, "example").done()).isEqualTo(3);
    }

    @Test
    void goesThroughThePhasesOverAllCartridgesInTheirOrder() throws IOException {
        file("cartridgelist.properties", "cartridges.dbinit = core \\", "  shop");
        file(
                "core/src/main/resources/core/dbinit.properties",
                "post.Class1=a.P",
                "Class10=a.P",
                "Class9=a.P",
                "pre.Class1=a.P");
        file("shop/release/dbinit.properties", "pre.Class0.5=a.P", "Class1=a.P");

        assertThat(steps(PrepareMode.AUTO))
                .containsExactly(
                        "core:pre.Class1 new step",
                        "shop:pre.Class0.5 new step",
                        "core:Class9 new step",
                        "core:Class10 new step",
                        "shop:Class1 new step",
                        "core:post.Class1 new step");
    }

    @Test
    void ordersStepsOfNoVersionAsInTheDocumentedLog() throws IOException {
        file("cartridgelist.properties", "cartridges.dbinit = core");
        file("core/release/migration.properties", "Class1=a.P", "Class2=a.P", "post.Class50=a.P");
        file("core/release/migration-to-7.3.2.0.properties", "Class1=a.P", "post.Class1=a.P");

        assertThat(steps(PrepareMode.MIGRATE))
                .containsExactly(
                        "core:Class1 runs always",
                        "core:Class2 runs always",
                        "core:7.3.2.0:Class1 new step",
                        "core:7.3.2.0:post.Class1 new step",
                        "core:post.Class50 runs always");
    }

    @Test
    void registersMigrationsInsteadOfRunningThemWhenItInitializes() throws IOException {
        file("cartridgelist.properties", "cartridges.dbinit = core bare");
        file("core/release/dbinit.properties", "Class1=a.P", "Class2=a.P");
        file("core/release/migration.properties", "Class1=a.P");
        file("core/release/migration-to-7.3.properties", "Class1=a.P");
        file("bare/release/migration-to-7.3.properties", "Class1=a.P");
        registered("core", "Class1", "n/a", "dbinit", StepStatus.SUCCESS);

        PreparationPlan plan = plan(PrepareMode.AUTO);
        assertThat(steps(PrepareMode.AUTO)).containsExactly("core:Class2 new step", "bare:7.3:Class1 new step");
        assertThat(plan.registered()).extracting(step -> step.name()).containsExactly("core:7.3:Class1");
        assertThat(plan.initialized()).containsExactly("core");
        assertThat(plan.notes()).singleElement().asString().startsWith("bare has no dbinit.properties");
        assertThat(steps(PrepareMode.INIT)).containsExactly("core:Class2 new step");
    }

    @Test
    void countsNoCartridgeAsInitializedThatWasOnlyMigrated() throws IOException {
        file("cartridgelist.properties", "cartridges.dbinit = core bare");
        file("core/release/dbinit.properties", "Class1=a.P");
        file("core/release/migration-to-1.properties", "Class1=a.P");
        file("bare/release/migration-to-1.properties", "Class1=a.P");
        assertThat(plan(PrepareMode.MIGRATE).incomplete()).containsExactly("core");
        assertThat(plan(PrepareMode.MIGRATE, "core").incomplete()).isEmpty();
    }

    @Test
    void anInitializationOfAnInitializedCartridgeLeavesItsNewMigrationsDue() throws IOException {
        file("cartridgelist.properties", "cartridges.dbinit = core");
        file("core/release/dbinit.properties", "Class1=a.P", "Class2=a.P");
        file("core/release/migration-to-1.properties", "Class1=a.P");
        registered("core", "Class1", "n/a", "dbinit", StepStatus.SUCCESS);
        PreparationPlan plan = plan(PrepareMode.INIT, "core");
        assertThat(steps(PrepareMode.INIT, "core")).containsExactly("core:Class2 new step");
        assertThat(plan.registered()).isEmpty();
        assertThat(plan.incomplete()).containsExactly("core");
    }

    @Test
    void forcesNoInitializationOfAnInitializedCartridgeButByName() throws IOException {
        file("cartridgelist.properties", "cartridges.dbinit = core");
        file("core/release/dbinit.properties", "Class1=a.P");
        file("core/release/migration-to-1.properties", "Class1=a.P");
        registered("core", "Class1", "n/a", "dbinit", StepStatus.SUCCESS);
        registered("core", "Class1", "1", "dbmigrate", StepStatus.SUCCESS);
        assertThat(forced(new ForcedSteps(true, Set.of(), Set.of(), Set.of(), Set.of())))
                .containsExactly("core:1:Class1 forced");
        assertThat(forced(new ForcedSteps(
                        false, Set.of(new StepName("core", "", "Class1")), Set.of(), Set.of(), Set.of())))
                .containsExactly("core:Class1 forced");
        assertThat(forced(new ForcedSteps(false, Set.of(), Set.of(), Set.of("1"), Set.of())))
                .containsExactly("core:1:Class1 forced");
        assertThat(forced(new ForcedSteps(false, Set.of(), Set.of(), Set.of(), Set.of("pre.Class"))))
                .isEmpty();
    }

    private List<String> forced(ForcedSteps forced) {
        StepSelection selection = new StepSelection(Set.of(), Set.of(), Set.of(), false, true, true, forced);
        try (Cartridges cartridges = Cartridges.read(directory)) {
            return new PreparationPlanner(registry, Set.of("core"), PrepareMode.AUTO, selection, step -> true)
                    .plan(cartridges.all()).steps().stream()
                            .map(planned -> planned.step().name() + " "
                                    + planned.reason().phrase())
                            .toList();
        }
    }

    @Test
    void prefersTheResourcesOfTheCartridgeAmongItsPlaces() throws IOException {
        file("cartridgelist.properties", "cartridges.dbinit = core");
        file("core/staticfiles/cartridge/dbinit.properties", "Class1=a.Old");
        file("core/src/main/resources/resources/core/dbinit.properties", "Class1=a.Middle");
        assertThat(plan(PrepareMode.AUTO).steps())
                .extracting(each -> each.step().preparer())
                .containsExactly("a.Middle");

        file("core/src/main/resources/core/dbinit.properties", "Class1=a.New");
        assertThat(plan(PrepareMode.AUTO).steps())
                .extracting(each -> each.step().preparer())
                .containsExactly("a.New");
    }

    @Test
    void readsACartridgeFromItsJar() throws IOException {
        file("system/cartridges/cartridgelist.properties", "cartridges.dbinit = core demo");
        file("system/cartridges/core/release/lib/nothing.txt");
        jar("system/cartridges/core/release/lib/core.jar", "core/dbinit.properties", "Class1=a.P");
        jar("system/cartridges/demo.jar", "resources/demo/dbinit.properties", "Class2=a.P");

        assertThat(steps(PrepareMode.AUTO)).containsExactly("core:Class1 new step", "demo:Class2 new step");
    }

    private void jar(String name, String entry, String text) throws IOException {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(directory.resolve(name)))) {
            jar.putNextEntry(new ZipEntry(entry));
            jar.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void namesAllThatIsWrongWithCartridges() throws IOException {
        file("cartridgelist.properties", "cartridges.dbinit = core gone ../out");
        file("core/release/dbinit.properties", "Class1=a.P", "Class1=a.Q", "Klass2=a.P", "Class3=");
        file("core/release/migration-to-7.4.3.0.1.properties", "Class1=a.P");

        Assertions.assertThatThrownBy(() -> plan(PrepareMode.AUTO))
                .isInstanceOf(PenstockException.class)
                .hasMessageContaining("dbinit.properties:2: Class1 stands already in line 1")
                .hasMessageContaining("dbinit.properties:3: 'Klass2' is no key")
                .hasMessageContaining("dbinit.properties:4: Class3 names no preparer")
                .hasMessageContaining("'7.4.3.0.1' is no version")
                .hasMessageContaining("The cartridge gone of")
                .hasMessageContaining("The cartridge ../out of");
    }
}
