package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A JDBC URL of a database in a file, taken apart.
 *
 * @param base the absolute path, links resolved, without the suffix {@code .mv.db}
 * @param options the settings behind the path, such as {@code CIPHER=AES}
 */
record H2Url(Path base, List<String> options) {

    static final String PREFIX = "jdbc:h2:";
    static final String SUFFIX = ".mv.db";

    private static final Pattern OTHER_KIND = Pattern.compile("[A-Za-z][A-Za-z0-9]+:.*");

    /** What is ours to say, or is meant for the application's own sessions. */
    private static final Set<String> NEVER =
            Set.of("IFEXISTS", "FORBID_CREATION", "INIT", "DB_CLOSE_DELAY", "DB_CLOSE_ON_EXIT");

    /** What is meant for a database that several processes use; a shadow has one. */
    private static final Set<String> NOT_FOR_SHADOW = Set.of(
            "AUTO_SERVER",
            "AUTO_SERVER_PORT",
            "AUTO_RECONNECT",
            "ACCESS_MODE_DATA",
            "FILE_LOCK",
            "OPEN_NEW",
            "RECOVER");

    H2Url {
        options = List.copyOf(options);
    }

    static H2Url parse(String url) {
        String[] parts = url.substring(PREFIX.length()).split("(?<!\\\\);");
        String path = parts[0];
        if (path.regionMatches(true, 0, "file:", 0, 5)) {
            path = path.substring(5);
        }
        if (path.isBlank() || OTHER_KIND.matcher(path).matches()) {
            throw notAFile();
        }
        if (path.startsWith("~")) {
            path = System.getProperty("user.home", "") + path.substring(1);
        }
        List<String> options = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            if (!parts[i].isBlank() && !NEVER.contains(key(parts[i]))) {
                options.add(parts[i].strip());
            }
        }
        try {
            return new H2Url(real(Path.of(path).toAbsolutePath().normalize()), options);
        } catch (InvalidPathException e) {
            throw notAFile();
        }
    }

    private static PenstockException notAFile() {
        return new PenstockException(
                DatabaseProblem.DATABASE_NOT_A_FILE,
                "This H2 URL does not name a database in a file of this machine.",
                "Write it as jdbc:h2:file:/path/to/database or jdbc:h2:./database; databases in memory and behind an H2 server cannot be replaced by a copy.");
    }

    /** The file that holds everything. */
    Path file() {
        return sibling("");
    }

    /** A database file beside this one. */
    Path sibling(String suffix) {
        return beside(suffix + SUFFIX);
    }

    Path beside(String suffix) {
        return base.resolveSibling(name() + suffix);
    }

    String name() {
        return String.valueOf(base.getFileName());
    }

    /** The URL of a database that must exist. */
    String toExisting() {
        return url(base, options) + ";IFEXISTS=TRUE";
    }

    /** The URL of a new database beside this one, with the same encryption and the same spelling of names. */
    String toNew(String suffix) {
        return url(
                beside(suffix),
                options.stream()
                        .filter(option -> !NOT_FOR_SHADOW.contains(key(option)))
                        .toList());
    }

    boolean names(String setting) {
        return options.stream().anyMatch(option -> key(option).equals(setting));
    }

    private static String url(Path path, List<String> options) {
        StringBuilder url = new StringBuilder(PREFIX + "file:" + path.toString().replace(";", "\\;"));
        options.forEach(option -> url.append(';').append(option));
        return url.toString();
    }

    private static String key(String option) {
        int equals = option.indexOf('=');
        return (equals < 0 ? option : option.substring(0, equals)).strip().toUpperCase(Locale.ROOT);
    }

    /** What stands beside a database stands beside the file itself, whatever links lead to it. */
    private static Path real(Path base) {
        try {
            Path file = base.resolveSibling(base.getFileName() + SUFFIX);
            if (Files.exists(file)) {
                Path real = file.toRealPath();
                String name = String.valueOf(real.getFileName());
                if (name.endsWith(SUFFIX)) {
                    return real.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
                }
            }
            return base;
        } catch (IOException e) {
            return base;
        }
    }
}
