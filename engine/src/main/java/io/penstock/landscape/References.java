package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.SECRET_MISSING;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves {@code ${env:NAME}} and {@code ${file:path}} inside values. */
final class References {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^${}]+)}");
    private static final int MOST_BYTES = 64 * 1024;

    private final Path directory;
    private final Map<String, String> variables;

    /** @param directory against which relative paths of secret files are resolved */
    References(Path directory, Map<String, String> variables) {
        this.directory = directory;
        this.variables = Map.copyOf(variables);
    }

    static boolean occurIn(String text) {
        return text.contains("${");
    }

    /** Whether something in the text begins like a reference, but is none. */
    static boolean brokenIn(String text) {
        return REFERENCE.matcher(text).replaceAll("").contains("${");
    }

    /**
     * The text with every reference replaced.
     *
     * @throws PenstockException with {@link LandscapeProblem#SECRET_MISSING}, which names the reference and its place
     */
    String resolve(String text, Place place) {
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(
                found.group(1).equals("env") ? variable(found.group(2), place) : content(found.group(2), place)));
    }

    private String variable(String name, Place place) {
        String value = variables.get(name);
        if (value == null || value.isEmpty()) {
            String what = place + ": the environment variable '" + name + "' is not set, or is empty.";
            throw new PenstockException(SECRET_MISSING, what, "Set it for this process.");
        }
        return value;
    }

    private String content(String name, Place place) {
        try (var stream = Files.newInputStream(directory.resolve(name))) {
            String value = new String(stream.readNBytes(MOST_BYTES), UTF_8).replaceFirst("\\R\\z", "");
            if (!value.isEmpty()) {
                return value;
            }
        } catch (IOException | InvalidPathException e) {
            throw missingFile(name, "cannot be read", place, e);
        }
        throw missingFile(name, "is empty", place, null);
    }

    private static PenstockException missingFile(String name, String state, Place place, @Nullable Exception cause) {
        String what = place + ": the secret file '" + name + "' " + state + ".";
        return new PenstockException(
                SECRET_MISSING, what, "Write it, and give this process the right to read it.", cause);
    }
}
