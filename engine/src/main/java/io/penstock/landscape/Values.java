package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_INVALID_VALUE;
import static io.penstock.landscape.LandscapeProblem.CONFIG_NOT_SUPPORTED;
import static io.penstock.landscape.LandscapeProblem.PSEUDONYM_KEY_WEAK;
import static io.penstock.landscape.LandscapeProblem.SECRET_MISSING;

import io.penstock.PenstockException;
import io.penstock.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The kinds of values that only {@code penstock.yaml} knows: paths, and values with references. */
final class Values {

    private static final int LEAST_KEY_BYTES = 32;

    private final Path directory;
    private final References references;
    private final Problems problems;
    private final List<String> warnings = new ArrayList<>();
    private final List<Problem> unresolved = new ArrayList<>();

    Values(Path directory, Map<String, String> variables, Problems problems) {
        this.directory = directory;
        this.references = new References(directory, variables);
        this.problems = problems;
    }

    /** Of the file: against it relative paths are resolved, and in it programs run. */
    Path directory() {
        return directory;
    }

    References references() {
        return references;
    }

    List<String> warnings() {
        return warnings;
    }

    List<Problem> unresolved() {
        return unresolved;
    }

    /** Refuses unknown keys, and says of the keys of later versions that they are such: to ignore them could let a test system call a payment provider. */
    static void rejectUnknown(ConfigMapping mapping, Set<String> known, Set<String> later) {
        Set<String> all = new HashSet<>(known);
        all.addAll(later);
        mapping.rejectUnknown(all);
        for (String key : mapping.keys()) {
            if (later.contains(key)) {
                String what = "the key '" + key + "' is not supported by this version.";
                mapping.problem(
                        key, CONFIG_NOT_SUPPORTED, what, "Remove it, and see to what it was to do by other means.");
            }
        }
    }

    /** A path, made absolute against the directory of the file. */
    @Nullable
    Path path(ConfigMapping mapping, String key) {
        String text = mapping.string(key);
        if (text == null) {
            return null;
        }
        if (References.occurIn(text)) {
            String what = "references such as ${env:NAME} are not resolved in '" + key + "'.";
            mapping.problem(key, CONFIG_INVALID_VALUE, what, "Write the path itself.");
            return null;
        }
        try {
            return directory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            mapping.problem(key, CONFIG_INVALID_VALUE, "'" + key + "' is not a path.", "Write a path.");
            return null;
        }
    }

    /** Paths, made absolute against the directory of the file; one may stand without a list. */
    List<Path> paths(ConfigMapping mapping, String key) {
        List<Path> paths = new ArrayList<>();
        if (mapping.get(key) instanceof ConfigNode.Sequence sequence) {
            for (ConfigNode.Scalar scalar : sequence.texts("'" + key + "'")) {
                try {
                    paths.add(directory.resolve(scalar.text()).normalize());
                } catch (InvalidPathException e) {
                    mapping.problem(
                            key, CONFIG_INVALID_VALUE, "'" + key + "' holds what is not a path.", "Write paths.");
                }
            }
            return paths;
        }
        Path single = path(mapping, key);
        return single == null ? paths : List.of(single);
    }

    /** What a resolvable value stands for, where that is known already. */
    static @Nullable String known(@Nullable Supplier<String> value) {
        try {
            return value == null ? null : value.get();
        } catch (PenstockException e) {
            return null;
        }
    }

    /** A value that may hold references; it is known at once where they resolve, and otherwise says when it is asked for what is missing. */
    @Nullable
    Supplier<String> resolvable(ConfigMapping mapping, String key) {
        String text = referring(mapping, key);
        if (text == null) {
            return null;
        }
        Place place = place(mapping, key);
        try {
            String value = references.resolve(text, place);
            return () -> value;
        } catch (PenstockException e) {
            unresolved.addAll(e.problems());
            return () -> references.resolve(text, place);
        }
    }

    /** A resolvable JDBC URL, whose relative path leads from the directory of the file. */
    @Nullable
    Supplier<String> url(ConfigMapping mapping, String key) {
        Supplier<String> url = resolvable(mapping, key);
        return url == null ? null : () -> JdbcUrl.anchored(url.get(), directory);
    }

    @Nullable
    Secret password(ConfigMapping mapping, String key) {
        String text = referring(mapping, key);
        if (text == null) {
            return null;
        }
        Place place = place(mapping, key);
        warnIfWrittenOut(key, text, place);
        return tried(() -> references.resolve(text, place), place);
    }

    /** The key is judged as soon as it is there, since a weak one would be found out only after personal data has left with its pseudonyms. */
    @Nullable
    Secret pseudonymKey(ConfigMapping root) {
        return key(root, "pseudonym-key", "pseudonym key");
    }

    /** @param name of the key, for people */
    @Nullable
    Secret key(ConfigMapping mapping, String key, String name) {
        String text = referring(mapping, key);
        if (text == null) {
            return null;
        }
        Place place = place(mapping, key);
        warnIfWrittenOut(key, text, place);
        return tried(() -> strong(references.resolve(text, place), place, name), place);
    }

    private void warnIfWrittenOut(String key, String text, Place place) {
        if (!References.occurIn(text)) {
            warnings.add(place + ": '" + key
                    + "' is written out; a reference such as ${env:NAME} keeps it out of this file.");
        }
    }

    private Secret tried(Supplier<String> value, Place place) {
        Secret secret = new Secret(value);
        try {
            secret.reveal();
        } catch (PenstockException e) {
            for (Problem problem : e.problems()) {
                if (problem.code() == SECRET_MISSING) {
                    unresolved.add(problem);
                } else {
                    problems.add(place, problem);
                }
            }
        }
        return secret;
    }

    private static String strong(String key, Place place, String name) {
        String remedy = "Make one with: openssl rand -base64 32";
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException e) {
            throw new PenstockException(PSEUDONYM_KEY_WEAK, place + ": the " + name + " is not base64.", remedy);
        }
        if (bytes.length < LEAST_KEY_BYTES) {
            String what = place + ": the " + name + " has " + bytes.length + " bytes; at least " + LEAST_KEY_BYTES
                    + " are needed.";
            throw new PenstockException(PSEUDONYM_KEY_WEAK, what, remedy);
        }
        long distinct = distinct(bytes);
        if (distinct < LEAST_KEY_BYTES / 4) {
            String what = place + ": the " + name + " repeats itself: it has only " + distinct + " different bytes.";
            throw new PenstockException(PSEUDONYM_KEY_WEAK, what, remedy);
        }
        return key.strip();
    }

    private static long distinct(byte[] bytes) {
        Set<Byte> distinct = new HashSet<>();
        for (byte each : bytes) {
            distinct.add(each);
        }
        return distinct.size();
    }

    private static @Nullable String referring(ConfigMapping mapping, String key) {
        String text = mapping.string(key);
        if (text != null && References.brokenIn(text)) {
            String what = "'" + key + "' holds a '${' that begins no reference.";
            mapping.problem(key, CONFIG_INVALID_VALUE, what, "References are ${env:NAME} and ${file:/path}.");
            return null;
        }
        return text;
    }

    private static Place place(ConfigMapping mapping, String key) {
        ConfigNode node = mapping.get(key);
        return node == null ? mapping.place() : node.place();
    }
}
