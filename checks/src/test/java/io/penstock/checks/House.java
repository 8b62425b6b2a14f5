package io.penstock.checks;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The directories and classes of all modules. */
final class House {

    /** The modules that ship something, and so have to keep the rules of layers; others are free to use what they like. */
    private static final List<String> SHIPPED = List.of("engine", "cli", "server", "spark");

    private static final JavaClasses MAIN =
            imported(SHIPPED.stream().map(name -> root().resolve(name)).toList(), "target/classes");
    private static final JavaClasses TESTS = imported(modules(), "target/test-classes");

    private House() {}

    static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(root.resolve("CONTRIBUTING.md"))) {
            root = root.getParent();
            if (root == null) {
                throw new IllegalStateException("the tests are run outside of the repository");
            }
        }
        return root;
    }

    static List<Path> modules() {
        return children(root()).stream()
                .filter(directory -> Files.isRegularFile(directory.resolve("pom.xml")))
                .toList();
    }

    /** What is shipped. */
    static JavaClasses main() {
        return MAIN;
    }

    /** The tests of all modules, without the deliberate violations. */
    static JavaClasses tests() {
        return TESTS;
    }

    /** The files under a directory whose names end so; none where it does not exist. Build results are left out. */
    static List<Path> files(Path directory, String ending) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> walked = Files.walk(directory)) {
            return walked.filter(file -> file.toString().endsWith(ending))
                    .filter(Files::isRegularFile)
                    .filter(file -> Stream.of("target", ".git", "node_modules")
                            .noneMatch(name -> directory.relativize(file).startsWith(name)
                                    || directory.relativize(file).toString().contains("/" + name + "/")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaClasses imported(List<Path> modules, String classes) {
        List<Path> present = modules.stream()
                .map(module -> module.resolve(classes))
                .filter(Files::isDirectory)
                .toList();
        return new ClassFileImporter().importPaths(present).that(new NotOnPurpose());
    }

    private static List<Path> children(Path directory) {
        try (Stream<Path> listed = Files.list(directory)) {
            return listed.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class NotOnPurpose extends DescribedPredicate<JavaClass> {

        NotOnPurpose() {
            super("no deliberate violation");
        }

        @Override
        public boolean test(JavaClass type) {
            return !type.getPackageName().startsWith("io.penstock.checks.violations");
        }
    }
}
