package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_EMPTY;
import static io.penstock.landscape.LandscapeProblem.CONFIG_MISSING;
import static io.penstock.landscape.LandscapeProblem.CONFIG_SYNTAX;
import static io.penstock.landscape.LandscapeProblem.CONFIG_TOO_LARGE;
import static io.penstock.landscape.LandscapeProblem.CONFIG_UNREADABLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A configuration file in YAML, read with the line of every value.
 *
 * @param name of the file, for people
 * @param root never empty
 * @param problems all problems of the file; reading notes duplicate keys there, the reader of the values the rest
 */
public record ConfigFile(String name, ConfigMapping root, Problems problems) {

    private static final int MEGABYTES = 4;

    /**
     * Reads a file in UTF-8, with or without byte order mark, of one YAML document that is a mapping.
     *
     * @throws PenstockException when the file cannot be read as such; what a caller can go on with is noted in the problems instead
     */
    public static ConfigFile read(Path path) {
        return read(path.toString(), bytes(path));
    }

    /**
     * Reads what stands in such a file.
     *
     * @param name of the file, for people
     */
    public static ConfigFile read(String name, byte[] bytes) {
        if (bytes.length > MEGABYTES * 1024 * 1024) {
            String what = name + " is larger than " + MEGABYTES + " MB.";
            throw new PenstockException(CONFIG_TOO_LARGE, what, "Name a configuration file.");
        }
        Problems problems = new Problems();
        ConfigNode root = new YamlReader(name, problems).read(decoded(name, bytes));
        if (root instanceof ConfigMapping mapping) {
            if (mapping.keys().isEmpty()) {
                throw empty(name);
            }
            return new ConfigFile(name, mapping, problems);
        }
        if (root == null || (root instanceof ConfigNode.Scalar scalar && scalar.meaning() == ConfigNode.Meaning.NULL)) {
            throw empty(name);
        }
        String what = root.place() + ": the file must hold keys with values, but holds " + root.described() + ".";
        throw new PenstockException(CONFIG_SYNTAX, what, "Begin with a line such as 'key: value'.");
    }

    private static PenstockException empty(String name) {
        return new PenstockException(CONFIG_EMPTY, name + " is empty.", "docs/configuration.md shows what to write.");
    }

    private static byte[] bytes(Path path) {
        if (!Files.exists(path)) {
            String remedy = "Write it (docs/configuration.md shows how), or name the file that you mean.";
            throw new PenstockException(CONFIG_MISSING, path + " does not exist.", remedy);
        }
        if (!Files.isRegularFile(path)) {
            throw new PenstockException(CONFIG_UNREADABLE, path + " is not a file.", "Name a file.");
        }
        try (var stream = Files.newInputStream(path)) {
            return stream.readNBytes(MEGABYTES * 1024 * 1024 + 1);
        } catch (IOException e) {
            String remedy = "Check that you have the right to read it.";
            throw new PenstockException(CONFIG_UNREADABLE, path + " cannot be read.", remedy, e);
        }
    }

    private static String decoded(String name, byte[] bytes) {
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer from = ByteBuffer.wrap(bytes);
        CharBuffer to = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(from, to, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < from.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            String what = new Place(name, line) + ": this is not UTF-8.";
            String remedy = "Save the file in the encoding UTF-8.";
            throw new PenstockException(CONFIG_SYNTAX, what, remedy, new CharacterCodingException());
        }
        String text = to.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
