package io.penstock.prepare.cartridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFilesTest {

    @TempDir
    private Path directory = Path.of("");

    private void file(String name, String text) throws IOException {
        Path path = directory.resolve("core").resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private <T> T read(Function<DataFiles, T> reading) {
        try (CartridgeFiles files =
                CartridgeFiles.find("core", List.of(directory)).orElseThrow()) {
            return reading.apply(new DataFiles(files));
        }
    }

    private List<DataSet> sets(String name) {
        return read(files -> files.dataSets(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main/resources/",
                "staticfiles/cartridge/lib/",
                "javasource/",
                "staticfiles/cartridge/",
                "release/lib/",
                "release/"
            })
    void findsABundleAndAPathInEachLayout(String root) throws IOException {
        file(root + "com/example/core/dbinit/data/job/Jobs.properties", "Data.1.id = a");
        for (String name : List.of(
                "com.example.core.dbinit.data.job.Jobs",
                "com/example/core/dbinit/data/job/Jobs.properties",
                "com/example/core/dbinit/data/job/Jobs")) {
            assertThat(sets(name)).as(name).hasSize(1);
        }
    }

    @Test
    void findsABundleInAJar() throws IOException {
        Files.createDirectories(directory.resolve("core/release/lib"));
        try (ZipOutputStream jar =
                new ZipOutputStream(Files.newOutputStream(directory.resolve("core/release/lib/core.jar")))) {
            jar.putNextEntry(new ZipEntry("com/example/Jobs.properties"));
            jar.write("Data.1.id = a".getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
        assertThat(sets("com.example.Jobs")).hasSize(1);
    }

    @Test
    void gathersDataSetsByNumberWithGapsCommentsAndRepeatedKeys() throws IOException {
        file("release/lib/Jobs.properties", """
                Data.10.id = ten
                #Data.2.id = two
                Data.1.id = first
                Data.9.id = nine
                Data.1.id = one
                Data.1.display.name = One
                other = x
                """);
        List<DataSet> sets = sets("Jobs");
        assertThat(sets).extracting(DataSet::group).containsExactly("1", "9", "10");
        assertThat(sets.get(0).values()).containsEntry("id", "one").containsEntry("display.name", "One");
    }

    @Test
    void asksTheLocaleItsLanguageTheFallbackAndTheBase() throws IOException {
        file("release/lib/FooLocalization_de_DE.properties", "a = a of de_DE");
        file("release/lib/FooLocalization_de.properties", "a = a of de\nb = b of de");
        file("release/lib/FooLocalization_en.properties", "b = b of en\nc = c of en");
        file("release/lib/FooLocalization.properties", "c = c of none\nd = d of none");
        ResourceBundle german = read(files -> files.localized("FooLocalization", Locale.GERMANY, "en_US"));
        assertThat(List.of("a", "b", "c", "d"))
                .map(german::getString)
                .containsExactly("a of de_DE", "b of de", "c of en", "d of none");
        assertThat(read(files -> files.localized("FooLocalization", Locale.FRANCE, "en_US"))
                        .getString("b"))
                .isEqualTo("b of en");
        assertThat(read(files -> files.localized("FooLocalization", Locale.FRANCE, ""))
                        .getString("c"))
                .as("no fallback locale")
                .isEqualTo("c of none");
        List<String> locales = read(files -> files.locales("FooLocalization"));
        assertThat(locales).containsExactly("de", "de_DE", "en");
    }

    @Test
    void readsBundlesOfTheOldName() throws IOException {
        file("release/lib/FooInformations_en.properties", "a = old");
        assertThat(read(files -> files.localized("FooLocalization", Locale.US, ""))
                        .getString("a"))
                .isEqualTo("old");
        assertThat(read(files -> files.localized("FooInformations", Locale.US, ""))
                        .getString("a"))
                .isEqualTo("old");
    }

    @Test
    void refusesUuidsOfAnotherForm() throws IOException {
        file("release/lib/FooUUIDs.properties", "a = 8rKsFt249DIAAAExssSBUPak\n\nb = 8rKsFt24-short");
        assertThatThrownBy(() -> read(files -> files.uuids("FooUUIDs")))
                .isInstanceOf(PenstockException.class)
                .hasMessageContaining("FooUUIDs:3: the UUID of b");
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        file("release/x", "");
        assertThatThrownBy(() -> sets("com.example.Jobs"))
                .hasMessageContaining("core has no file com.example.Jobs")
                .hasMessageContaining("com/example/Jobs.properties");
    }
}
