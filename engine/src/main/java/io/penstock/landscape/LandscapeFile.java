package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_CONFLICT;
import static io.penstock.landscape.LandscapeProblem.CONFIG_INVALID_VALUE;
import static io.penstock.landscape.LandscapeProblem.CONFIG_ORDER;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.penstock.PenstockException;
import io.penstock.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code penstock.yaml} says; {@code docs/configuration.md} describes its keys.
 *
 * @param warnings for people, each with file and line; the file works all the same
 * @param unresolved references to variables and files that are not there; a problem for those commands only that need them
 */
public record LandscapeFile(Landscape landscape, List<String> warnings, List<Problem> unresolved) {

    private static final Set<String> KEYS = Set.of(
            "landscape",
            "store",
            "store-directory",
            "environments",
            "files",
            "personal-data",
            "pseudonym-key",
            "pseudonym-key-version",
            "pseudonymizers",
            "mail",
            "webhooks",
            "backups",
            "cartridges",
            "parallel");
    private static final Set<String> LATER_KEYS = Set.of("content", "access");

    static final int MOST_WORKERS = 64;

    public LandscapeFile {
        warnings = List.copyOf(warnings);
        unresolved = List.copyOf(unresolved);
    }

    /**
     * Reads and validates the file.
     *
     * @param environmentVariables what {@code ${env:NAME}} refers to
     * @throws PenstockException with all problems of the file
     */
    public static LandscapeFile read(Path path, Map<String, String> environmentVariables) {
        ConfigFile file = ConfigFile.read(path);
        ConfigMapping root = file.root();
        Path directory = requireNonNullElse(path.toAbsolutePath().getParent(), path.toAbsolutePath());
        Values values = new Values(directory, environmentVariables, file.problems());

        Values.rejectUnknown(root, KEYS, LATER_KEYS);
        String name = root.requiredString("landscape");
        if (name != null) {
            EnvironmentReader.checkName(root, "landscape", name);
        }
        Path store = requireNonNullElse(values.path(root, "store-directory"), directory.resolve(".penstock"));
        Overlaps overlaps = new Overlaps(root.problems(), store);
        DatabaseAddress storeDatabase = new StoreReader(values, overlaps).read(root);
        List<Environment> environments = environments(root, values, overlaps);
        FileScope scope = FileScopeReader.read(root);
        Path personalData = values.path(root, "personal-data");
        if (personalData == null && hasDatabase(environments)) {
            personalData = directory.resolve("personal-data.yaml");
        }
        Secret key = values.pseudonymKey(root);
        int keyVersion = requireNonNullElse(root.integer("pseudonym-key-version", 1, Integer.MAX_VALUE), 1);
        List<Path> pseudonymizers = values.paths(root, "pseudonymizers");
        int parallel = requireNonNullElse(root.integer("parallel", 1, MOST_WORKERS), processors());

        MessageSettings messages = new MessageReader(values, environments).read(root);
        BackupSettings backups = new BackupReader(values, store).read(root);

        file.problems().throwIfAny();
        Landscape landscape = new Landscape(
                requireNonNull(name),
                store,
                environments,
                scope,
                personalData,
                key,
                keyVersion,
                parallel,
                pseudonymizers,
                messages,
                storeDatabase,
                values.path(root, "cartridges"),
                backups);
        return new LandscapeFile(landscape, values.warnings(), values.unresolved());
    }

    private static int processors() {
        return Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
    }

    private static boolean hasDatabase(List<Environment> environments) {
        return environments.stream()
                .flatMap(environment -> environment.clusters().values().stream())
                .anyMatch(cluster -> cluster.database() != null);
    }

    private static List<Environment> environments(ConfigMapping root, Values values, Overlaps overlaps) {
        ConfigNode.Sequence list = root.requiredSequence("environments");
        if (list == null) {
            return List.of();
        }
        if (list.items().isEmpty()) {
            String what = "'environments' is empty.";
            root.problem("environments", CONFIG_INVALID_VALUE, what, "Add an environment, the highest first.");
        }
        EnvironmentReader reader = new EnvironmentReader(values, overlaps);
        List<Environment> environments = new ArrayList<>();
        Map<String, Place> names = new LinkedHashMap<>();
        Environment test = null;
        for (ConfigMapping entry : list.mappings("'environments'")) {
            Environment environment = reader.read(entry);
            if (environment != null) {
                checkUnique(entry, environment, names);
                checkOrder(entry, environment, test);
                test = environment.role() == Environment.Role.TEST ? environment : test;
                if (environment.prepared() && !root.keys().contains("cartridges")) {
                    String what = "'prepare' needs cartridges, and the file does not say where they are.";
                    entry.problem("prepare", CONFIG_CONFLICT, what, "Name their directory under 'cartridges'.");
                }
                environments.add(environment);
            }
        }
        return environments;
    }

    private static void checkUnique(ConfigMapping entry, Environment environment, Map<String, Place> names) {
        String name = environment.name().toLowerCase(Locale.ROOT);
        Place first = names.putIfAbsent(name, entry.placeOf("name"));
        if (first != null) {
            String what = "the environment '" + environment.name() + "' stands already in line " + first.line()
                    + "; upper and lower case make no difference.";
            entry.problem("name", CONFIG_CONFLICT, what, "Give each environment a name of its own.");
        }
    }

    private static void checkOrder(ConfigMapping entry, Environment environment, @Nullable Environment test) {
        if (test != null && environment.role() == Environment.Role.PRODUCTION) {
            String what = "the production environment '" + environment.name() + "' stands below the test environment '"
                    + test.name() + "'.";
            String remedy = "Environments are listed from the highest to the lowest: put production first.";
            entry.problem("role", CONFIG_ORDER, what, remedy);
        }
    }
}
