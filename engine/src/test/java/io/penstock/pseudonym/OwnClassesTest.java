package io.penstock.pseudonym;

import static io.penstock.pseudonym.CatalogBuilder.aCatalog;
import static io.penstock.pseudonym.CatalogBuilder.name;
import static io.penstock.pseudonym.PseudonymizerBuilder.KEY;
import static io.penstock.pseudonym.PseudonymizerBuilder.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.PenstockException;
import io.penstock.database.Catalog;
import io.penstock.database.TableRule;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnClassesTest {

    private static final String IMPORTS = "package acme; import io.penstock.pseudonym.*; ";
    private static final String REPLACE = " public String replace(String value, RowContext row) ";

    @TempDir
    Path directory;

    private Path jar = Path.of("");
    private Path trace = Path.of("");

    private record Source(String className, String code) {}

    @BeforeEach
    void makeAJar() throws IOException {
        jar = directory.resolve("own.jar");
        trace = directory.resolve("trace");
        String touch = "try { java.nio.file.Files.createFile(java.nio.file.Path.of(\"" + trace
                + "\")); } catch (java.io.IOException e) { throw new RuntimeException(e); } ";
        compile(List.of(
                new Source(
                        "acme.Plate",
                        IMPORTS + "public class Plate implements Pseudonymizer, Keyed { private byte[] key = {};"
                                + " public void key(byte[] given) { key = given; }" + REPLACE
                                + "{ return \"P\" + Math.floorMod(java.util.Arrays.hashCode(key) + value.hashCode(), 100000); } }"),
                new Source(
                        "acme.Long",
                        IMPORTS + "public class Long implements Pseudonymizer {" + REPLACE
                                + "{ return value.repeat(99); } }"),
                new Source(
                        "acme.Failing",
                        IMPORTS + "public class Failing implements Pseudonymizer {" + REPLACE
                                + "{ throw new IllegalStateException(value); } }"),
                new Source(
                        "acme.Nosy",
                        IMPORTS + "public class Nosy implements Pseudonymizer {" + REPLACE
                                + "{ try { Class.forName(\"io.penstock.pseudonym.PseudonymKey\"); return \"found\"; }"
                                + " catch (ClassNotFoundException e) { return \"hidden\"; } } }"),
                new Source("acme.Other", IMPORTS + "public class Other { static { " + touch + "} }"),
                new Source(
                        "acme.Hidden",
                        IMPORTS + "class Hidden implements Pseudonymizer {" + REPLACE + "{ return value; } }"),
                new Source(
                        "acme.Wanting",
                        IMPORTS + "public class Wanting implements Pseudonymizer { public Wanting(int i) {}" + REPLACE
                                + "{ return value; } }"),
                new Source(
                        "acme.Abstract",
                        IMPORTS + "public abstract class Abstract implements Pseudonymizer { static { " + touch
                                + "} }"),
                new Source(
                        "io.penstock.pseudonym.Inner",
                        "package io.penstock.pseudonym; public class Inner implements Pseudonymizer {" + REPLACE
                                + "{ return value; } }")));
    }

    private void compile(List<Source> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<SimpleJavaFileObject> units = new ArrayList<>();
        for (Source source : sources) {
            units.add(
                    new SimpleJavaFileObject(
                            URI.create("string:///" + source.className().replace('.', '/') + ".java"),
                            javax.tools.JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignoreErrors) {
                            return source.code();
                        }
                    });
        }
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        assertThat(compiler.getTask(null, null, null, options, null, units).call())
                .isTrue();
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
    }

    private BoundMap bind(String className, PseudonymKey key, List<Path> jars) throws IOException {
        Catalog catalog = aCatalog().table("car").text("plate", 10).build();
        Path file = directory.resolve("personal-data.yaml");
        Files.writeString(file, "tables: {car: {columns: {plate: " + className + "}}}");
        return PersonalDataMap.read(file, jars).bind(catalog, key, "acme");
    }

    private @Nullable String replaced(String className, PseudonymKey key, String value) throws IOException {
        @Nullable String[] row = {value};
        ((TableRule.Rewritten) bind(className, key, List.of(jar)).rule(name("car")))
                .rewriter()
                .rewrite(row);
        return row[0];
    }

    @Test
    void aClassOfTheUserMakesPseudonymsWithAKeyOfItsOwn() throws IOException {
        String made = replaced("acme.Plate", KEY, "J-AB 1");

        assertThat(made).matches("P[0-9]{1,5}").isEqualTo(replaced("acme.Plate", KEY, "J-AB 1"));
        assertThat(made).isNotEqualTo(replaced("acme.Plate", OTHER_KEY, "J-AB 1"));
    }

    @Test
    void whatDoesNotFitTheColumnIsReplacedByShape() throws IOException {
        assertThat(replaced("acme.Long", KEY, "J-AB 12")).matches("[A-Z]-[A-Z]{2} [0-9]{2}");
    }

    @Test
    void aClassOfTheUserSeesNothingElseOfThisProduct() throws IOException {
        assertThat(replaced("acme.Nosy", KEY, "J-AB 1")).isEqualTo("hidden");
    }

    @Test
    void whatAClassThrowsIsNotPassedOn() {
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> replaced("acme.Failing", KEY, "secret value"))
                .withMessageContaining("acme.Failing failed at a value: java.lang.IllegalStateException")
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("secret"))
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme.Missing|cannot be found in the jars",
                "acme.Other|does not implement io.penstock.pseudonym.Pseudonymizer",
                "acme.Hidden|is not a public class",
                "acme.Abstract|is not a public class",
                "acme.Wanting|has no public constructor without parameters",
                "java.lang.Runtime|is of a package that is not for pseudonymizers",
                "io.penstock.pseudonym.Inner|is of a package that is not for pseudonymizers",
                "io.penstock.pseudonym.Fixed|is of a package that is not for pseudonymizers",
                "com.sun.rowset.JdbcRowSetImpl|is of a package that is not for pseudonymizers",
                "acme.Plate;drop|has no name of a class",
                "acme..Plate|has no name of a class",
                "org.postgresql.Driver|cannot be found in the jars"
            })
    void refusesWhatIsNoPseudonymizerOfTheJarsAndRunsNoCodeOfIt(String className, String why) {
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> bind(className, KEY, List.of(jar)))
                .withMessageContaining("PSEUDONYMIZER-CLASS-UNFIT")
                .withMessageContaining("personal-data.yaml:1")
                .withMessageContaining(why);
        assertThat(trace).doesNotExist();
    }

    @Test
    void refusesClassesWhereNoJarIsNamedOrThere() {
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> bind("acme.Plate", KEY, List.of()))
                .withMessageContaining("names no jar");
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> bind("acme.Plate", KEY, List.of(directory.resolve("missing.jar"))))
                .withMessageContaining("missing.jar is no file");
    }
}
