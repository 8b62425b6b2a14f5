package io.penstock.landscape;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the configuration must know of JDBC URLs: which of them lead to the same place, and which hold a relative path. */
final class JdbcUrl {

    private static final Pattern POSTGRESQL = Pattern.compile("jdbc:postgresql:(?://([^/?]*)/?)?([^?]*)(?:\\?.*)?");
    private static final Pattern H2_FILE =
            Pattern.compile("(?i)jdbc:h2:(?:split:(?:[0-9]+:)?|nio:|async:)*(?:file:)?([^;]*)(?:;.*)?");

    private static final Pattern H2_RELATIVE = Pattern.compile("(?i)(jdbc:h2:(?:file:)?)(\\.{1,2}/[^;]*)((?:;.*)?)");

    private JdbcUrl() {}

    /** The URL with the relative path of an embedded database ({@code ./} or {@code ../}) resolved against a directory. */
    static String anchored(String url, Path directory) {
        Matcher relative = H2_RELATIVE.matcher(url);
        if (!relative.matches()) {
            return url;
        }
        try {
            return relative.group(1) + directory.resolve(relative.group(2)).normalize() + relative.group(3);
        } catch (InvalidPathException e) {
            return url;
        }
    }

    /**
     * One form for all URLs of one database, as far as the URL alone tells: options, default ports and upper case in host names make no
     * difference.
     */
    static String identity(String url) {
        Matcher postgresql = POSTGRESQL.matcher(url);
        if (postgresql.matches()) {
            String hosts =
                    postgresql.group(1) == null || postgresql.group(1).isEmpty() ? "localhost" : postgresql.group(1);
            StringBuilder result = new StringBuilder("jdbc:postgresql://");
            for (String host : hosts.toLowerCase(Locale.ROOT).split(",")) {
                result.append(host.matches(".*:[0-9]+") ? host : host + ":5432").append(',');
            }
            return result.append('/').append(postgresql.group(2)).toString();
        }
        Matcher h2 = H2_FILE.matcher(url);
        if (h2.matches() && !h2.group(1).matches("(?i)(mem|tcp|ssl|zip):.*")) {
            return "jdbc:h2:" + absolute(h2.group(1));
        }
        return h2.matches() ? "jdbc:h2:" + h2.group(1) : url.strip();
    }

    private static String absolute(String path) {
        String home = System.getProperty("user.home", "~");
        try {
            return Path.of(path.startsWith("~") ? home + path.substring(1) : path)
                    .toAbsolutePath()
                    .normalize()
                    .toString();
        } catch (InvalidPathException e) {
            return path;
        }
    }
}
