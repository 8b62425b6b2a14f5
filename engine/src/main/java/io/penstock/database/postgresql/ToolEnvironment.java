package io.penstock.database.postgresql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What libpq reads from the environment of a tool, made from what the driver reads from a URL, so that both reach the same server in the same way. */
final class ToolEnvironment {

    /** Properties that libpq understands as they are. */
    private static final Map<String, String> ALIKE = Map.of(
            "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY",
            "sslNegotiation", "PGSSLNEGOTIATION",
            "gssEncMode", "PGGSSENCMODE",
            "kerberosServerName", "PGKRBSRVNAME",
            "channelBinding", "PGCHANNELBINDING",
            "requireAuth", "PGREQUIREAUTH",
            "options", "PGOPTIONS");

    private static final String VALIDATING = "org.postgresql.ssl.LibPQFactory";
    private static final String TRUSTING = "org.postgresql.ssl.NonValidatingFactory";

    private final Properties url;

    /** @param url as the driver parses it */
    ToolEnvironment(Properties url) {
        this.url = url;
    }

    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PGHOST", url.getProperty("PGHOST", "localhost"));
        variables.put("PGPORT", url.getProperty("PGPORT", "5432"));
        variables.put("PGDATABASE", url.getProperty("PGDBNAME", ""));
        variables.put("PGCONNECT_TIMEOUT", "10");
        String user = url.getProperty("user");
        if (user != null) {
            variables.put("PGUSER", user);
        }
        ALIKE.forEach((property, variable) -> {
            String value = url.getProperty(property);
            if (value != null) {
                variables.put(variable, value);
            }
        });
        String mode = encryption();
        if (mode != null) {
            variables.put("PGSSLMODE", mode);
        }
        // The key is looked for under another name than libpq's.
        Path key = Path.of(System.getProperty("user.home", ""), ".postgresql", "postgresql.pk8");
        if (url.getProperty("sslkey") == null && Files.isRegularFile(key)) {
            variables.put("PGSSLKEY", key.toString());
        }
        String attributes = sessionAttributes(url.getProperty("targetServerType", "any"));
        if (attributes != null) {
            variables.put("PGTARGETSESSIONATTRS", attributes);
        }
        return variables;
    }

    /** What the URL asks for that no tool can be told, as a phrase for people; empty if there is no such thing. */
    List<String> untold() {
        List<String> untold = new ArrayList<>();
        if (url.getProperty("sslpassword") != null || url.getProperty("sslpasswordcallback") != null) {
            untold.add("the password of its key (sslpassword)");
        }
        String key = url.getProperty("sslkey", "").toLowerCase(Locale.ROOT);
        if (key.endsWith(".p12") || key.endsWith(".pfx")) {
            untold.add("a key in a PKCS-12 file (sslkey)");
        }
        String factory = url.getProperty("sslfactory", VALIDATING);
        if (!factory.equals(VALIDATING) && !factory.equals(TRUSTING)) {
            untold.add("another way to make encrypted connections (sslfactory)");
        }
        return untold;
    }

    /** {@code ssl=true}, or {@code ssl} alone, asks for the whole check of the server's certificate, if no mode is named. */
    private @Nullable String encryption() {
        String mode = url.getProperty("sslmode");
        String ssl = url.getProperty("ssl");
        if (mode == null && ssl != null && (ssl.isEmpty() || Boolean.parseBoolean(ssl))) {
            mode = "verify-full";
        }
        boolean trusting = TRUSTING.equals(url.getProperty("sslfactory"));
        return trusting && mode != null && mode.startsWith("verify-") ? "require" : mode;
    }

    private static @Nullable String sessionAttributes(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "primary", "master", "preferprimary" -> "primary";
            case "secondary", "slave" -> "standby";
            case "prefersecondary", "preferslave" -> "prefer-standby";
            default -> null;
        };
    }
}
