package io.penstock.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFilesTest {

    @TempDir
    private Path share = Path.of("");

    private void file(String name, String text) throws IOException {
        Path path = share.resolve("system/config/cluster").resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private RunTerms read(PreparationOptions options) {
        return SettingsFiles.read(share, options);
    }

    @Test
    void isAsDocumentedWithoutFiles() {
        assertThat(read(PreparationOptions.DEFAULT))
                .isEqualTo(new RunTerms(PreparationSettings.DEFAULT, false, false, false, null));
    }

    @Test
    void readsEachFileAndTheLastOfOneKeyCounts() throws IOException {
        file("intershop.properties", "intershop.dbinit.breakOnError=true\nintershop.dbinit.fallbackLocale=fr_FR");
        file("dbinit.properties", "intershop.dbinit.breakOnError=FALSE\nintershop.dbmigrate.breakOnError = true");
        file("migration.properties", "intershop.migration.DropTables=true");
        RunTerms terms = read(PreparationOptions.DEFAULT);
        assertThat(terms.breakOnInit()).isFalse();
        assertThat(terms.breakOnMigrate()).isTrue();
        assertThat(terms.settings().dropTables()).isTrue();
        assertThat(terms.settings().fallbackLocale()).isEqualTo("fr_FR");
        assertThat(read(PreparationOptions.DEFAULT.breaking(false)).breakOnMigrate())
                .as("the command line wins")
                .isFalse();
    }

    @Test
    void anEmptyFallbackLocaleSwitchesItOff() throws IOException {
        file("dbinit.properties", "intershop.dbinit.fallbackLocale=");
        assertThat(read(PreparationOptions.DEFAULT).settings().fallbackLocale()).isEmpty();
    }

    @Test
    void namesAllValuesThatAreNone() throws IOException {
        file("dbinit.properties", "# it\nintershop.dbinit.breakOnError=ja\nintershop.dbinit.fallbackLocale=german");
        file("migration.properties", "intershop.migration.DropTables=1\nintershop.dbinit.indexTablespace=a b");
        Assertions.assertThatThrownBy(() -> read(PreparationOptions.DEFAULT))
                .isInstanceOf(PenstockException.class)
                .hasMessageContaining("dbinit.properties:2: intershop.dbinit.breakOnError cannot be 'ja'")
                .hasMessageContaining("dbinit.properties:3: ")
                .hasMessageContaining("migration.properties:1: ")
                .hasMessageContaining("migration.properties:2: ");
    }

    @Test
    void findsTheShareAboveTheCartridges() {
        assertThat(SettingsFiles.shareOf(share.resolve("system/cartridges"))).isEqualTo(share);
        assertThat(SettingsFiles.shareOf(share)).isEqualTo(share);
    }
}
