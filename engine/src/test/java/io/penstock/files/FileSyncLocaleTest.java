package io.penstock.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are bytes: the locale of the process must not matter. */
class FileSyncLocaleTest {

    @TempDir
    Path temporary;

    /** Runs in a process of its own: source, target, then {@code sync} or {@code undo}. */
    public static final class Child {
        public static void main(String[] args) {
            Path target = Path.of(args[1]);
            if (args[2].startsWith("sync")) {
                List<String> exclude = args[2].equals("sync") ? List.of() : List.of("**/\u00e4*");
                FileSyncs.sync(FileSyncs.options(Path.of(args[0]), target, true, exclude, "run"));
            } else {
                FileSync.undo(target, "run");
            }
        }
    }

    private static void child(String locale, Path source, Path target, String what) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")
                        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
                Child.class.getName(),
                source.toString(),
                target.toString(),
                what);
        builder.environment().put("LC_ALL", locale);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(output).isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C,C.UTF-8", "C.UTF-8,C", "C,C"})
    void copiesAndUndoesNamesOfAnyBytes(String locales) throws IOException {
        String[] locale = locales.split(",", -1);
        Path source = Trees.directory(temporary.resolve("source"));
        Path target = Trees.directory(temporary.resolve("target"));
        Trees.everyName(Trees.directory(source.resolve("sites")), "now", 2);
        Trees.everyName(Trees.directory(target.resolve("sites")), "formerly", 2);
        Map<String, String> wanted = Trees.tell(source.resolve("sites"));
        Map<String, String> former = Trees.tell(target.resolve("sites"));
        child(locale[0], source, target, "sync");
        Map<String, String> after = Trees.tell(target.resolve("sites"));
        assertThat(after).isEqualTo(wanted).hasSizeGreaterThan(20);
        child(locale[1], source, target, "undo");
        assertThat(Trees.tell(target.resolve("sites"))).isEqualTo(former);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void excludesTheSameNamesInEveryLocale(String locale) throws IOException {
        Path source = Trees.directory(temporary.resolve("source"));
        Path target = Trees.directory(temporary.resolve("target"));
        Trees.everyName(Trees.directory(source.resolve("sites")), "now", 2);
        Map<String, String> wanted = Trees.tell(source.resolve("sites"));
        assertThat(wanted.keySet().removeIf(path -> path.contains("/%C3%A4"))).isTrue();
        child(locale, source, target, "sync-excluding");
        assertThat(Trees.tell(target.resolve("sites"))).isEqualTo(wanted);
    }

    @Test
    void showsNamesThatCannotBeShown() {
        assertThat(PathText.show(Trees.name("%FF%FEinvalid/line%0Abreak/%C3%A4")))
                .isEqualTo("\\xff\\xfeinvalid/line\\nbreak/\u00e4");
        assertThat(PathText.show(Trees.name("plain%20name"))).isEqualTo("plain name");
        assertThat(PathText.show(Trees.name("%E2%80%AEgpj"))).isEqualTo("\\u202egpj");
    }

    @Test
    void encodesWithoutLoss() {
        for (String name :
                List.of("%FF%FEinvalid", "line%0Abreak", "%C3%A4/%25", "a/-rf", "%09", "%5Cx", "%EF%BF%BD")) {
            Path path = Trees.name(name);
            assertThat(PathText.decode(PathText.encode(path))).isEqualTo(path);
            assertThat(PathText.encode(path)).matches("[ -~]+");
        }
    }
}
