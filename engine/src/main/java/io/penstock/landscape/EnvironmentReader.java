package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_CONFLICT;
import static io.penstock.landscape.LandscapeProblem.CONFIG_INVALID_VALUE;
import static java.util.Objects.requireNonNullElse;

import io.penstock.landscape.Environment.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code environments}. */
final class EnvironmentReader {

    private static final Set<String> KEYS = Set.of(
            "name",
            "role",
            "zone",
            "clusters",
            "throttle",
            "roles",
            "configuration-set",
            "preserve",
            "forbidden-contacts",
            "lifecycle",
            "prepare",
            "undo");
    private static final Set<String> THROTTLE_KEYS = Set.of("connections", "megabytes-per-second");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,30}");

    /** Commands take an environment where others take one of these words; of later versions too, so that no landscape has to be renamed for them. */
    static final Set<String> RESERVED = Set.of(
            "add",
            "adopt",
            "approve",
            "audit",
            "backup",
            "cancel",
            "check",
            "compare",
            "completion",
            "config",
            "contacts",
            "create",
            "dbinit",
            "dbmigrate",
            "dbprepare",
            "decide",
            "demo",
            "diff",
            "evidence",
            "follow",
            "help",
            "history",
            "info",
            "list",
            "lock",
            "mark",
            "messages",
            "personal-data",
            "plan",
            "prepare",
            "preparers",
            "preview",
            "prune",
            "pseudonymize",
            "rehearse",
            "release",
            "remove",
            "restore",
            "runs",
            "scan",
            "schedule",
            "schema",
            "send",
            "serve",
            "show",
            "sync",
            "undo",
            "uuid",
            "validate",
            "verify");

    static final int MOST_UNDO = 20;
    static final int LEAST_CONNECTIONS = 2;
    static final int MOST_CONNECTIONS = 1000;
    static final int MOST_MEGABYTES = 100_000;

    private final Values values;
    private final ClusterReader clusters;

    EnvironmentReader(Values values, Overlaps overlaps) {
        this.values = values;
        this.clusters = new ClusterReader(values, overlaps);
    }

    /** The environment, or null where its name or role is missing; all its problems are noted in any case. */
    @Nullable
    Environment read(ConfigMapping entry) {
        entry.rejectUnknown(KEYS);
        String name = entry.requiredString("name");
        if (name != null && checkName(entry, "name", name) && RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            String what = "an environment cannot be called '" + name + "', which is the name of a command.";
            entry.problem("name", CONFIG_CONFLICT, what, "Choose another name.");
        }
        entry.require("role");
        Role role = entry.choice("role", roles());
        Map<ClusterType, Cluster> read = clusters(entry, requireNonNullElse(name, "this environment"));
        Throttle throttle = throttle(entry, read.values());
        Map<String, String> databaseRoles = databaseRoles(entry);
        List<PreservedRowsRule> preserve = preserve(entry);
        ContactsReader contacts = new ContactsReader(values);
        ConfigurationSetSource set = contacts.set(entry);
        List<ForbiddenContact> forbidden = contacts.forbidden(entry);
        Lifecycle lifecycle = new LifecycleReader(values).read(entry);
        int undo = requireNonNullElse(entry.integer("undo", 0, MOST_UNDO), 1);
        boolean prepared = entry.flag("prepare");
        boolean inProductionsZone = entry.choice("zone", Map.of("production", true)) != null || role == Role.PRODUCTION;
        return name == null || role == null
                ? null
                : new Environment(
                        name,
                        role,
                        read,
                        throttle,
                        databaseRoles,
                        preserve,
                        lifecycle,
                        undo,
                        inProductionsZone,
                        set,
                        forbidden,
                        prepared);
    }

    static boolean checkName(ConfigMapping mapping, String key, String name) {
        if (NAME.matcher(name).matches()) {
            return true;
        }
        String what =
                "'" + key + "' must begin with a letter and have at most 31 letters (a to z), digits, '-' and '_'.";
        mapping.problem(key, CONFIG_INVALID_VALUE, what, "Choose another name.");
        return false;
    }

    private static Map<String, Role> roles() {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            roles.put(role.name().toLowerCase(Locale.ROOT), role);
        }
        return roles;
    }

    private Map<ClusterType, Cluster> clusters(ConfigMapping entry, String name) {
        Map<ClusterType, Cluster> result = new EnumMap<>(ClusterType.class);
        ConfigMapping mapping = entry.requiredMapping("clusters");
        if (mapping == null) {
            return result;
        }
        List<String> labels = new ArrayList<>();
        for (ClusterType type : ClusterType.values()) {
            labels.add(type.label());
            ConfigMapping cluster = mapping.mapping(type.label());
            if (cluster != null) {
                result.put(type, clusters.read(cluster, type, name));
            }
        }
        mapping.rejectUnknown(Set.copyOf(labels));
        if (mapping.keys().isEmpty()) {
            String what = "'clusters' is empty.";
            entry.problem("clusters", CONFIG_INVALID_VALUE, what, "Add 'edit', 'live' or both.");
        }
        return result;
    }

    private static Throttle throttle(ConfigMapping entry, Collection<Cluster> clusters) {
        ConfigMapping throttle = entry.mapping("throttle");
        if (throttle == null) {
            return Throttle.NONE;
        }
        throttle.rejectUnknown(THROTTLE_KEYS);
        Integer connections = throttle.integer("connections", LEAST_CONNECTIONS, MOST_CONNECTIONS);
        long databases =
                clusters.stream().filter(cluster -> cluster.database() != null).count();
        if (connections != null && connections <= databases) {
            String what = "'connections' is " + connections + ", and a sync of " + databases
                    + " databases needs one for each and one that reads.";
            throttle.problem("connections", CONFIG_INVALID_VALUE, what, "Allow at least " + (databases + 1) + ".");
        }
        Integer megabytes = throttle.integer("megabytes-per-second", 1, MOST_MEGABYTES);
        return new Throttle(requireNonNullElse(connections, 0), requireNonNullElse(megabytes, 0));
    }

    private static Map<String, String> databaseRoles(ConfigMapping entry) {
        Map<String, String> result = new LinkedHashMap<>();
        ConfigMapping roles = entry.mapping("roles");
        if (roles != null) {
            for (String role : roles.keys()) {
                String here = roles.string(role);
                if (here != null) {
                    result.put(role, here);
                }
            }
        }
        return result;
    }

    private List<PreservedRowsRule> preserve(ConfigMapping entry) {
        List<PreservedRowsRule> result = new ArrayList<>();
        ConfigNode.Sequence list = entry.sequence("preserve");
        for (ConfigNode.Scalar item : list == null ? List.<ConfigNode.Scalar>of() : list.texts("'preserve'")) {
            PreservedRowsRule.parse(item.text(), item.place()).ifPresentOrElse(result::add, () -> {
                String what = "this names no rows to preserve.";
                String remedy = "Write 'table' or 'table where condition'.";
                entry.problems().add(item, CONFIG_INVALID_VALUE, what, remedy);
            });
        }
        return result;
    }
}
