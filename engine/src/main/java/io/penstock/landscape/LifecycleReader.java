package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_CONFLICT;
import static io.penstock.landscape.LandscapeProblem.CONFIG_INVALID_VALUE;
import static io.penstock.landscape.LandscapeProblem.CONFIG_MISSING_KEY;
import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code lifecycle} of an environment. */
final class LifecycleReader {

    private static final String SILENCE = "silence-monitoring";
    private static final String STOP = "stop-application";
    private static final String START = "start-application";
    private static final String HEALTHY = "healthy";
    private static final String SEARCH_INDEX = "rebuild-search-index";
    private static final String RESUME = "resume-monitoring";
    private static final String PROJECT = "configuration-project";
    private static final String ON_FAILURE = "on-failure";
    private static final String ASK_WITHIN = "ask-within";
    private static final Set<String> HOOKS = Set.of(SILENCE, STOP, START, HEALTHY, SEARCH_INDEX, RESUME);
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,5})([smh])");
    private static final Duration LONGEST = Duration.ofDays(2);

    private final Values values;

    LifecycleReader(Values values) {
        this.values = values;
    }

    Lifecycle read(ConfigMapping environment) {
        ConfigMapping lifecycle = environment.mapping("lifecycle");
        if (lifecycle == null) {
            return Lifecycle.NONE;
        }
        Set<String> keys = new TreeSet<>(HOOKS);
        keys.addAll(List.of(PROJECT, ON_FAILURE, ASK_WITHIN));
        lifecycle.rejectUnknown(keys);
        Map<String, Hook> hooks = new HashMap<>();
        for (String name : HOOKS) {
            Hook hook = hook(lifecycle, name);
            if (hook != null) {
                hooks.put(name, hook);
            }
        }
        requirePartner(lifecycle, STOP, START);
        if (!(hooks.get(SILENCE) instanceof Hook.Alertmanager)) {
            requirePartner(lifecycle, SILENCE, RESUME);
        }
        ConfigMapping healthy = lifecycle.mapping(HEALTHY);
        Duration within = healthy == null ? Duration.ZERO : span(healthy, "within", Duration.ofMinutes(10));
        return new Lifecycle(
                hooks.get(SILENCE),
                hooks.get(STOP),
                project(lifecycle),
                hooks.get(START),
                hooks.get(HEALTHY),
                within,
                hooks.get(SEARCH_INDEX),
                hooks.get(RESUME),
                askWithin(lifecycle));
    }

    private static @Nullable Duration askWithin(ConfigMapping lifecycle) {
        boolean asks = requireNonNullElse(lifecycle.choice(ON_FAILURE, Map.of("ask", true, "end", false)), false);
        if (!asks && lifecycle.get(ASK_WITHIN) != null) {
            lifecycle.problem(
                    ASK_WITHIN,
                    CONFIG_CONFLICT,
                    "'" + ASK_WITHIN + "' is given, and nobody is asked.",
                    "Add '" + ON_FAILURE + ": ask'.");
        }
        Duration within = span(lifecycle, ASK_WITHIN, Lifecycle.ASK_WITHIN);
        return asks ? within : null;
    }

    /** What is stopped or silenced by one hook has to come back by another. */
    private static void requirePartner(ConfigMapping lifecycle, String first, String second) {
        if (lifecycle.get(first) != null && lifecycle.get(second) == null) {
            lifecycle.problem(
                    first,
                    CONFIG_MISSING_KEY,
                    "'" + first + "' is given, and '" + second + "', which undoes it, is not.",
                    "Add '" + second + "'.");
        }
    }

    private @Nullable Hook hook(ConfigMapping lifecycle, String name) {
        ConfigMapping hook = lifecycle.mapping(name);
        if (hook == null) {
            return null;
        }
        boolean silences = name.equals(SILENCE);
        List<String> kinds = silences ? List.of("command", "http", "alertmanager") : List.of("command", "http");
        List<String> given =
                kinds.stream().filter(kind -> hook.get(kind) != null).toList();
        if (given.size() != 1) {
            lifecycle.problem(
                    name,
                    given.isEmpty() ? CONFIG_MISSING_KEY : CONFIG_CONFLICT,
                    "'" + name + "' needs exactly one of: " + String.join(", ", kinds) + ".",
                    "Write {command: [program, argument]} or {http: {post: url}}.");
            return null;
        }
        Set<String> keys = new TreeSet<>(kinds);
        keys.add("timeout");
        if (name.equals(HEALTHY)) {
            keys.add("within");
        }
        hook.rejectUnknown(keys);
        return switch (given.get(0)) {
            case "command" -> command(hook);
            case "http" -> http(hook);
            default -> alertmanager(hook);
        };
    }

    private @Nullable ConfigurationProject project(ConfigMapping lifecycle) {
        ConfigMapping project = lifecycle.mapping(PROJECT);
        if (project == null) {
            return null;
        }
        Set<String> keys = new TreeSet<>(GitSourceReader.KEYS);
        keys.addAll(List.of("run", "timeout"));
        project.rejectUnknown(keys);
        GitSource source = new GitSourceReader(values).read(project);
        List<String> scripts = project.strings("run");
        project.require("run");
        if (scripts != null && scripts.stream().anyMatch(LifecycleReader::leadsOut)) {
            project.problem(
                    "run",
                    CONFIG_INVALID_VALUE,
                    "'run' names what is no script inside the project.",
                    "Write paths such as scripts/restore.sh, with '/' and without '..'.");
            return null;
        }
        Duration timeout = span(project, "timeout", Duration.ofMinutes(10));
        return source == null || scripts == null ? null : new ConfigurationProject(source, scripts, timeout);
    }

    private static boolean leadsOut(String script) {
        return script.isBlank()
                || script.startsWith("/")
                || List.of(script.split("/", -1)).contains("..");
    }

    private @Nullable Hook command(ConfigMapping hook) {
        List<String> words = hook.strings("command");
        Duration timeout = span(hook, "timeout", Duration.ofMinutes(10));
        if (words != null && (words.isEmpty() || words.get(0).isBlank())) {
            hook.problem("command", CONFIG_INVALID_VALUE, "'command' names no program.", "Write [program, argument].");
            return null;
        }
        return words == null ? null : new Hook.Command(words, values.directory(), timeout);
    }

    private @Nullable Hook http(ConfigMapping hook) {
        ConfigMapping http = hook.mapping("http");
        if (http == null) {
            return null;
        }
        Set<String> keys = new TreeSet<>(METHODS);
        keys.addAll(List.of("headers", "body", "expect"));
        http.rejectUnknown(keys);
        List<String> methods =
                METHODS.stream().filter(method -> http.get(method) != null).toList();
        if (methods.size() != 1) {
            hook.problem(
                    "http",
                    methods.isEmpty() ? CONFIG_MISSING_KEY : CONFIG_CONFLICT,
                    "'http' needs exactly one of: " + String.join(", ", METHODS) + ".",
                    "Write {post: url}.");
            return null;
        }
        Secret url = url(http, methods.get(0));
        int expect = requireNonNullElse(http.integer("expect", 100, 599), 0);
        Duration timeout = span(hook, "timeout", Duration.ofMinutes(1));
        Map<String, Secret> headers = headers(http);
        Secret body = http.get("body") == null ? null : secret(http, "body");
        return url == null
                ? null
                : new Hook.Http(methods.get(0).toUpperCase(Locale.ROOT), url, headers, body, expect, timeout);
    }

    private @Nullable Hook alertmanager(ConfigMapping hook) {
        ConfigMapping alertmanager = hook.mapping("alertmanager");
        if (alertmanager == null) {
            return null;
        }
        alertmanager.rejectUnknown(Set.of("url", "headers", "matchers", "for"));
        Secret url = url(alertmanager, "url");
        alertmanager.require("url");
        ConfigMapping listed = alertmanager.requiredMapping("matchers");
        Map<String, String> matchers = new TreeMap<>();
        if (listed != null) {
            for (String label : listed.keys()) {
                String value = listed.text(label);
                if (value != null) {
                    matchers.put(label, value);
                }
            }
            if (listed.keys().isEmpty()) {
                alertmanager.problem(
                        "matchers",
                        CONFIG_INVALID_VALUE,
                        "'matchers' is empty, which would silence everything.",
                        "Name a label of this environment.");
            }
        }
        Duration length = span(alertmanager, "for", Duration.ofHours(2));
        Duration timeout = span(hook, "timeout", Duration.ofMinutes(1));
        return url == null ? null : new Hook.Alertmanager(url, headers(alertmanager), matchers, length, timeout);
    }

    private Map<String, Secret> headers(ConfigMapping of) {
        Map<String, Secret> headers = new HashMap<>();
        ConfigMapping listed = of.mapping("headers");
        if (listed != null) {
            for (String name : listed.keys()) {
                Secret value = secret(listed, name);
                if (value != null) {
                    headers.put(name, value);
                }
            }
        }
        return headers;
    }

    private @Nullable Secret url(ConfigMapping mapping, String key) {
        Supplier<String> url = values.resolvable(mapping, key);
        String known = Values.known(url);
        if (known != null && !known.matches("(?i)https?://[^\\s/]+.*")) {
            mapping.problem(
                    key,
                    CONFIG_INVALID_VALUE,
                    "'" + key + "' is not the URL of a web server.",
                    "Write one such as https://host/path.");
            return null;
        }
        return url == null ? null : new Secret(url);
    }

    private @Nullable Secret secret(ConfigMapping mapping, String key) {
        Supplier<String> value = values.resolvable(mapping, key);
        return value == null ? null : new Secret(value);
    }

    private static Duration span(ConfigMapping mapping, String key, Duration otherwise) {
        String text = mapping.get(key) == null ? null : mapping.text(key);
        if (text == null) {
            return otherwise;
        }
        Matcher matcher = SPAN.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration span = switch (matcher.group(2)) {
                case "h" -> Duration.ofHours(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofSeconds(number);
            };
            if (span.compareTo(LONGEST) <= 0) {
                return span;
            }
        }
        mapping.problem(
                key,
                CONFIG_INVALID_VALUE,
                "'" + key + "' is not a time of at most two days.",
                "Write one such as 30s, 10m or 2h.");
        return otherwise;
    }
}
