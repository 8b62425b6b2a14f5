package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_CONFLICT;
import static io.penstock.landscape.LandscapeProblem.CONFIG_INVALID_VALUE;
import static java.util.Objects.requireNonNullElse;

import io.penstock.landscape.MessageSettings.MailServer;
import io.penstock.landscape.MessageSettings.Security;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code mail} and {@code webhooks}. */
final class MessageReader {

    private static final Set<String> KEYS =
            Set.of("host", "port", "security", "user", "password", "from", "to", "people", "domain");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");
    private static final Map<Security, Integer> PORTS =
            Map.of(Security.STARTTLS, 587, Security.TLS, 465, Security.NONE, 25);

    private final Values values;
    private final List<Environment> environments;

    MessageReader(Values values, List<Environment> environments) {
        this.values = values;
        this.environments = environments;
    }

    MessageSettings read(ConfigMapping root) {
        ConfigMapping mail = root.mapping("mail");
        Map<String, List<String>> addresses = new LinkedHashMap<>();
        MailServer server = mail == null ? null : server(mail, addresses);
        return new MessageSettings(
                server,
                addresses,
                webhooks(root.mapping("webhooks")),
                mail == null ? Map.of() : people(mail),
                mail == null ? "" : requireNonNullElse(domain(mail), ""));
    }

    private @Nullable MailServer server(ConfigMapping mail, Map<String, List<String>> addresses) {
        mail.rejectUnknown(KEYS);
        String host = mail.requiredString("host");
        String from = mail.requiredString("from");
        if (from != null) {
            check(mail, "from", from);
        }
        Map<String, Security> choices = new LinkedHashMap<>();
        for (Security each : Security.values()) {
            choices.put(each.name().toLowerCase(Locale.ROOT), each);
        }
        Security security = requireNonNullElse(mail.choice("security", choices), Security.STARTTLS);
        int port = requireNonNullElse(mail.integer("port", 1, 65535), PORTS.get(security));
        String user = mail.string("user");
        Secret password = values.password(mail, "password");
        if (password != null && user == null) {
            mail.problem("password", CONFIG_CONFLICT, "'password' is given without 'user'.", "Add 'user'.");
        }
        ConfigMapping to = mail.requiredMapping("to");
        if (to != null) {
            for (String environment : to.keys()) {
                List<String> listed = to.strings(environment);
                if (isKnown(to, environment) && listed != null) {
                    listed.forEach(address -> check(to, environment, address));
                    addresses.put(environment, List.copyOf(listed));
                }
            }
        }
        return host == null || from == null ? null : new MailServer(host, port, security, user, password, from);
    }

    private static Map<String, String> people(ConfigMapping mail) {
        Map<String, String> people = new LinkedHashMap<>();
        ConfigMapping listed = mail.mapping("people");
        if (listed != null) {
            for (String user : listed.keys()) {
                String address = listed.string(user);
                if (address != null) {
                    check(listed, user, address);
                    people.put(user, address);
                }
            }
        }
        return people;
    }

    private static @Nullable String domain(ConfigMapping mail) {
        String domain = mail.string("domain");
        if (domain != null && !DOMAIN.matcher(domain).matches()) {
            mail.problem(
                    "domain", CONFIG_INVALID_VALUE, "'" + domain + "' is no domain.", "Write one such as example.com.");
        }
        return domain;
    }

    private Map<String, Secret> webhooks(@Nullable ConfigMapping listed) {
        Map<String, Secret> webhooks = new LinkedHashMap<>();
        if (listed == null) {
            return webhooks;
        }
        for (String environment : listed.keys()) {
            Supplier<String> url = values.resolvable(listed, environment);
            String known = Values.known(url);
            if (known != null && !known.matches("(?i)https?://[^\\s/]+.*")) {
                listed.problem(
                        environment,
                        CONFIG_INVALID_VALUE,
                        "'" + environment + "' is not the URL of a web server.",
                        "Write one such as https://host/path.");
            } else if (isKnown(listed, environment) && url != null) {
                webhooks.put(environment, new Secret(url));
            }
        }
        return webhooks;
    }

    private boolean isKnown(ConfigMapping mapping, String environment) {
        boolean known = environments.stream().anyMatch(each -> each.name().equals(environment));
        if (!known) {
            mapping.problem(
                    environment,
                    CONFIG_INVALID_VALUE,
                    "there is no environment '" + environment + "'.",
                    "Write the name of one of 'environments'.");
        }
        return known;
    }

    private static void check(ConfigMapping mapping, String key, String address) {
        if (!ADDRESS.matcher(address).matches()) {
            mapping.problem(
                    key,
                    CONFIG_INVALID_VALUE,
                    "'" + address + "' is no mail address.",
                    "Write one such as ops@example.com.");
        }
    }
}
