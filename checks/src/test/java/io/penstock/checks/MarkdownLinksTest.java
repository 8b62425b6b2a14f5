package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownLinksTest {

    @TempDir
    private Path root;

    @Test
    void everyLinkOfTheDocumentsLeadsSomewhere() throws IOException {
        assertThat(House.files(House.root(), ".md")).hasSizeGreaterThan(5);
        assertThat(MarkdownLinks.broken(House.root())).isEmpty();
    }

    @Test
    void findsALinkToAMissingFileAndToAMissingHeading() throws IOException {
        Files.writeString(root.resolve("a.md"), "[b](b.md) [gone](gone.md) [c](b.md#nowhere) [self](#top)");
        Files.writeString(root.resolve("b.md"), "# B");

        assertThat(MarkdownLinks.broken(root)).containsExactly("a.md: gone.md", "a.md: b.md#nowhere", "a.md: #top");
    }

    @Test
    void acceptsFilesHeadingsAndOtherSites() throws IOException {
        Files.createDirectory(root.resolve("docs"));
        Files.writeString(root.resolve("docs/a.md"), "[b](../b.md#two-words-b) [up](..) [out](https://example.org/x)");
        Files.writeString(root.resolve("b.md"), "# Two words: *b*");

        assertThat(MarkdownLinks.broken(root)).isEmpty();
    }

    @Test
    void readsNoLinksInCode() throws IOException {
        Files.writeString(root.resolve("a.md"), "`[x](y)`\n```sh\n[x](y)\n```\n");

        assertThat(MarkdownLinks.broken(root)).isEmpty();
    }
}
