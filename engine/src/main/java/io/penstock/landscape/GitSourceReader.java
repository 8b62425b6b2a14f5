package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_INVALID_VALUE;
import static io.penstock.landscape.LandscapeProblem.CONFIG_MISSING_KEY;
import static io.penstock.landscape.LandscapeProblem.CONFIG_PASSWORD_IN_URL;
import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the keys by which a state of a git repository is named. */
final class GitSourceReader {

    static final Set<String> KEYS = Set.of("git", "ref", "path", "user", "token");

    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern SSH = Pattern.compile("[^/\\\\]+@[^/\\\\]+:.*", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("[a-zA-Z]+://[^/]*@.*", Pattern.DOTALL);
    private static final Pattern REF =
            Pattern.compile("(?!.*(\\.\\.|//|@\\{|\\.lock$))[^-/.\\p{Cntrl} ~^:?*\\[\\\\][^\\p{Cntrl} ~^:?*\\[\\\\]*");

    private final Values values;

    GitSourceReader(Values values) {
        this.values = values;
    }

    @Nullable
    GitSource read(ConfigMapping mapping) {
        mapping.require("git");
        mapping.require("ref");
        Supplier<String> url = url(mapping);
        String ref = mapping.string("ref");
        if (ref != null && !REF.matcher(ref).matches()) {
            mapping.problem(
                    "ref", CONFIG_INVALID_VALUE, "'ref' cannot be a name in git.", "Name a branch, a tag or a commit.");
            return null;
        }
        String path = path(mapping);
        Supplier<String> user = values.resolvable(mapping, "user");
        Secret token = values.password(mapping, "token");
        if (mapping.get("user") != null && mapping.get("token") == null) {
            mapping.problem(
                    "user", CONFIG_MISSING_KEY, "'user' is given without 'token'.", "Add 'token', or remove 'user'.");
        }
        if (token != null
                && requireNonNullElse(Values.known(url), "")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("http:")) {
            values.warnings().add(mapping.placeOf("git") + ": 'token' is sent over http, where others can read it.");
        }
        return url == null || ref == null || path == null
                ? null
                : new GitSource(url, ref, path, user == null ? () -> "penstock" : user, token);
    }

    private @Nullable Supplier<String> url(ConfigMapping mapping) {
        Supplier<String> url = values.resolvable(mapping, "git");
        String known = Values.known(url);
        if (url == null || known == null) {
            return url;
        }
        var scheme = SCHEME.matcher(known);
        boolean hasScheme = scheme.matches();
        if (hasScheme
                        && !List.of("http", "https", "file")
                                .contains(scheme.group(1).toLowerCase(Locale.ROOT))
                || SSH.matcher(known).matches() && !hasScheme) {
            mapping.problem(
                    "git",
                    CONFIG_INVALID_VALUE,
                    "'git' must be an https, http or file URL, or a path.",
                    "Write one such as https://host/path/repository.git, with a 'token' where one is needed; repositories are not read over ssh.");
            return null;
        }
        if (USER.matcher(known).matches()) {
            mapping.problem(
                    "git",
                    CONFIG_PASSWORD_IN_URL,
                    "'git' names who signs in.",
                    "Write user: and token: \"${env:NAME}\" beside the URL.");
            return null;
        }
        return () -> anchored(url.get());
    }

    private String anchored(String url) {
        return SCHEME.matcher(url).matches()
                ? url
                : values.directory().resolve(url).normalize().toString();
    }

    /** A directory inside the repository; null when it leads out. */
    private static @Nullable String path(ConfigMapping mapping) {
        String path = mapping.get("path") == null ? "" : mapping.string("path");
        if (path == null) {
            return null;
        }
        String plain = path.replaceAll("^(\\./+)+|(?<=[^/])/+$", "");
        List<String> segments = List.of(plain.split("/", -1));
        if (!plain.isEmpty()
                && !plain.equals(".")
                && (segments.contains("..")
                        || segments.contains(".")
                        || segments.contains("")
                        || plain.contains("\\"))) {
            mapping.problem(
                    "path",
                    CONFIG_INVALID_VALUE,
                    "'path' must lead into the repository, with '/' and without '..'.",
                    "Write one such as config/preproduction.");
            return null;
        }
        return plain.equals(".") ? "" : plain;
    }
}
