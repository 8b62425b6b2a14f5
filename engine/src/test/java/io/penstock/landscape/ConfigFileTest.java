package io.penstock.landscape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    @TempDir
    Path directory;

    @Test
    void knowsTheLineOfEveryKeyAndValue() {
        ConfigMapping root =
                read("# a comment\nname: acme\nlist:\n  - a\n  - {b: c}\n").root();

        assertThat(root.keys()).containsExactly("name", "list");
        assertThat(root.placeOf("name").line()).isEqualTo(2);
        assertThat(root.placeOf("absent").line()).isEqualTo(2);
        ConfigNode.Sequence list = requireNonNull(root.sequence("list"));
        assertThat(list.items()).extracting(item -> item.place().line()).containsExactly(4, 5);
    }

    @Test
    void readsWindowsLineEndsAndAByteOrderMarkAndNamesTheRightLine() {
        ConfigFile file = read("\uFEFFname: Jürgen\r\nother: 1\r\n");

        assertThat(file.root().string("name")).isEqualTo("Jürgen");
        assertThat(file.root().placeOf("other").line()).isEqualTo(2);
    }

    @Test
    void keepsWordsThatYamlHasAMeaningForAsTheyAreWritten() {
        ConfigMapping root =
                read("a: null\nb: 007\nc: yes\nd: 2027-06-30\ne: true\nf: ~\n").root();

        assertThat(root.text("a")).isEqualTo("null");
        assertThat(root.text("b")).isEqualTo("007");
        assertThat(root.string("c")).isEqualTo("yes");
        assertThat(root.string("d")).isEqualTo("2027-06-30");
        assertThat(root.text("e")).isEqualTo("true");
        assertThat(root.text("f")).isEqualTo("~");
        assertThat(root.problems().isEmpty()).isTrue();
    }

    @Test
    void refusesAnUnknownKeyAndSuggestsTheNearest() {
        assertThat(problemOf("x: 1\nenviroments: []\n", root -> root.rejectUnknown(Set.of("x", "environments"))))
                .isEqualTo("CONFIG-UNKNOWN-KEY FILE:2: unknown key 'enviroments'; did you mean 'environments'?"
                        + " Correct the key or remove it.");
    }

    @Test
    void suggestsNothingForAKeyThatResemblesNone() {
        assertThat(problemOf("colour: 1\n", root -> root.rejectUnknown(Set.of("environments"))))
                .startsWith("CONFIG-UNKNOWN-KEY FILE:1: unknown key 'colour'. Correct");
    }

    @Test
    void namesBothLinesOfADuplicateKey() {
        assertThat(problemOf("a: 1\nb: 2\na: 3\n", root -> {}))
                .startsWith("CONFIG-DUPLICATE-KEY FILE:3: the key 'a' stands already in line 1.");
    }

    @Test
    void collectsAllProblemsInTheOrderOfTheLines() {
        ConfigFile file = read("a: x\nb: [1]\nc: {}\nd: 5\n");

        assertThat(file.root().integer("d", 6, 9)).isNull();
        assertThat(file.root().mapping("a")).isNull();
        assertThat(file.root().string("b")).isNull();
        assertThat(file.root().sequence("c")).isNull();
        assertThat(file.root().requiredString("e")).isNull();

        PenstockException thrown = catchThrowableOfType(PenstockException.class, file.problems()::throwIfAny);
        assertThat(thrown.problems().stream().map(Problem::what).map(this::anonymous))
                .containsExactly(
                        "FILE:1: 'a' must be keys with values, but is text.",
                        "FILE:1: the key 'e' is missing here.",
                        "FILE:2: 'b' must be text, but is a list.",
                        "FILE:3: 'c' must be a list, but is keys with values.",
                        "FILE:4: 'd' must be a whole number from 6 to 9, but is 5.");
        assertThat(thrown.outcome()).isEqualTo(Outcome.USAGE);
    }

    @Test
    void asksForQuotesWhereTextIsReadAsSomethingElse() {
        assertThat(problemOf("a: 12345\n", root -> root.string("a")))
                .isEqualTo("CONFIG-WRONG-TYPE FILE:1: 'a' must be text, but is a number. Write it in quotes.");
        assertThat(problemOf("a: true\n", root -> root.string("a"))).contains("but is true or false");
        assertThat(problemOf("a:\n", root -> root.string("a"))).contains("but is no value. Write a value");
        assertThat(problemOf("a:\n", root -> root.text("a"))).contains("but is no value");
        assertThat(problemOf("a: ' '\n", root -> root.string("a"))).contains("'a' is blank");
        assertThat(problemOf("a: [x, 7, {}]\n", root -> root.strings("a")))
                .contains("an item of 'a' must be text, but is a number")
                .contains("an item of 'a' must be text, but is keys with values");
    }

    @Test
    void readsNumbersBooleansAndChoices() {
        ConfigMapping root = read("n: 64\nb: true\nc: red\n").root();

        assertThat(root.integer("n", 1, 64)).isEqualTo(64);
        assertThat(root.bool("b")).isTrue();
        assertThat(root.choice("c", Map.of("red", 7))).isEqualTo(7);
        assertThat(root.integer("absent", 1, 2)).isNull();
        assertThat(root.bool("absent")).isNull();
        assertThat(root.problems().isEmpty()).isTrue();
    }

    @Test
    void refusesNumbersBooleansAndChoicesThatAreNone() {
        assertThat(problemOf("n: 0\n", root -> root.integer("n", 1, 64))).contains("from 1 to 64, but is 0");
        assertThat(problemOf("n: 1.5\n", root -> root.integer("n", 1, 64))).contains("but is 1.5");
        assertThat(problemOf("n: 99999999999999999999\n", root -> root.integer("n", 1, 64)))
                .contains("but is 99999999999999999999");
        assertThat(problemOf("n: secret\n", root -> root.integer("n", 1, 64)))
                .contains("but is text")
                .doesNotContain("secret");
        assertThat(problemOf("b: 'true'\n", root -> root.bool("b"))).contains("without quotes");
        assertThat(problemOf("c: rad\n", root -> root.choice("c", Map.of("red", 7))))
                .contains("'c' cannot be 'rad'; did you mean 'red'? Write one of: red.");
    }

    @Test
    void refusesAFileThatIsMissingOrNoFileOrEmpty() {
        assertThat(failure(directory.resolve("absent.yaml"))).startsWith("CONFIG-MISSING");
        assertThat(failure(directory)).startsWith("CONFIG-UNREADABLE");
        for (String empty : new String[] {"", "\n\n", "# only a comment\n", "---\n", "~\n", "{}\n", "\uFEFF"}) {
            assertThat(failure(write(empty.getBytes(UTF_8)))).startsWith("CONFIG-EMPTY");
        }
    }

    @Test
    void refusesAnEncodingThatIsNotUtf8AndNamesTheLine() {
        assertThat(failure(write("a: 1\nname: Jürgen\n".getBytes(ISO_8859_1))))
                .startsWith("CONFIG-SYNTAX FILE:2: this is not UTF-8.");
        assertThat(failure(write("a: caf\u00e9".getBytes(ISO_8859_1)))).startsWith("CONFIG-SYNTAX FILE:1:");
    }

    @Test
    void refusesInvalidYamlAndNamesTheLine() {
        assertThat(failureOf("a: 1\n\tb: 2\n")).startsWith("CONFIG-SYNTAX FILE:2:");
        assertThat(failureOf("a: 1\nb: [1, 2\nc: 3\n")).startsWith("CONFIG-SYNTAX FILE:");
        assertThat(failureOf("a: 1\nb: 'open\n")).startsWith("CONFIG-SYNTAX FILE:");
        assertThat(failureOf("a: \u0007\n")).startsWith("CONFIG-SYNTAX FILE:1: the character U+0007");
        assertThat(failureOf("a: 1\n---\nb: 2\n")).startsWith("CONFIG-SYNTAX FILE:2: a second document");
        assertThat(failureOf("- a\n")).startsWith("CONFIG-SYNTAX FILE:1: the file must hold keys with values");
        assertThat(failureOf("just text\n")).contains("but holds text");
        assertThat(failureOf("a: !!java.net.URL [http://x]\n")).startsWith("CONFIG-SYNTAX FILE:1: tags");
    }

    @Test
    void repeatsNoValueThatYamlTakesForSomethingElse() {
        for (String mark : new String[] {"*", "&", "!", "%", "@", "!x!", "`"}) {
            String text = "a: 1\npassword: " + mark + "hunter2\n";
            String said = mark.equals("&") ? problemOf(text, root -> root.string("password")) : failureOf(text);
            assertThat(said).doesNotContain("hunter2").contains("FILE:2");
        }
    }

    @Test
    void refusesHostileNestingAndAliasesWithoutHarm() {
        assertThat(failureOf("a: " + "[".repeat(100_000))).contains("deeper than 50 levels");
        assertThat(failureOf("a: " + "{b: ".repeat(60) + "}".repeat(60))).contains("deeper than 50 levels");
        assertThat(failureOf("a: &x [*x]\n")).startsWith("CONFIG-SYNTAX FILE:1: an alias leads back to itself");
        StringBuilder bomb = new StringBuilder("k0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("k%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }
        assertThat(failureOf(bomb.toString())).startsWith("CONFIG-TOO-LARGE FILE:");
    }

    @Test
    void readsHarmlessAliases() {
        ConfigMapping root = read("a: &x {n: 1}\nb: *x\n").root();

        assertThat(requireNonNull(root.mapping("b")).integer("n", 1, 1)).isEqualTo(1);
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        assertThat(failure(write(new byte[5 * 1024 * 1024]))).startsWith("CONFIG-TOO-LARGE");
    }

    @Test
    void hidesValuesInItsOwnText() {
        ConfigFile file = read("a: hunter2\n");

        assertThat(file.root().get("a")).hasToString("Scalar[" + file.name() + ":1]");
        assertThat(file.toString()).doesNotContain("hunter2");
    }

    private String problemOf(String text, Consumer<ConfigMapping> reader) {
        ConfigFile file = read(text);
        reader.accept(file.root());
        PenstockException thrown = catchThrowableOfType(PenstockException.class, file.problems()::throwIfAny);
        assertThat(thrown).as("problems of %s", text).isNotNull();
        return anonymous(requireNonNull(thrown.getMessage()));
    }

    private String failureOf(String text) {
        return failure(write(text.getBytes(UTF_8)));
    }

    private String failure(Path path) {
        PenstockException thrown = catchThrowableOfType(PenstockException.class, () -> ConfigFile.read(path));
        assertThat(thrown).isNotNull();
        assertThat(thrown.outcome()).isEqualTo(Outcome.USAGE);
        return anonymous(requireNonNull(thrown.getMessage()));
    }

    private ConfigFile read(String text) {
        return ConfigFile.read(write(text.getBytes(UTF_8)));
    }

    private String anonymous(String message) {
        return message.replace(directory.resolve("file.yaml").toString(), "FILE");
    }

    private Path write(byte[] bytes) {
        try {
            return Files.write(directory.resolve("file.yaml"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
