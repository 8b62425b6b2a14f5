package io.penstock.inplace;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.ForeignKey;
import io.penstock.database.InPlace;
import io.penstock.database.Marker;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableRule;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Throttle;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.SourceDatabase;
import io.penstock.sync.AccountWords;
import io.penstock.sync.DatabaseGuard;
import io.penstock.sync.DatabaseRules;
import io.penstock.sync.Databases;
import io.penstock.sync.Environments;
import io.penstock.sync.LandscapeMap;
import io.penstock.sync.MapTrial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Works out what would be replaced where it stands, and whether that may be. Only reads. */
public final class InPlacePlanner {

    private final Landscape landscape;
    private final List<Dialect> dialects;

    public InPlacePlanner(Landscape landscape, List<Dialect> dialects) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
    }

    /**
     * Plans a run and holds it ready.
     *
     * @throws PenstockException with everything that forbids it
     */
    public PreparedInPlace plan(InPlaceRequest request) {
        Environment environment = Environments.require(landscape, request.environment());
        requireNoProduction(environment);
        List<Cluster> clusters = clusters(environment, request);
        Databases databases =
                new Databases(dialects, "penstock pseudonymize " + environment.name() + " by " + request.startedBy());
        List<String> warnings = new ArrayList<>();
        List<InPlacePart> parts = new ArrayList<>();
        try {
            LandscapeMap map = LandscapeMap.read(landscape);
            List<SourceDatabase> beside = beside(environment, databases);
            for (Cluster cluster : clusters) {
                parts.add(part(map, environment, cluster, databases, beside, warnings));
            }
            return new PreparedInPlace(request, parts, new PlanWords(environment, request).plan(parts, warnings));
        } catch (RuntimeException e) {
            parts.forEach(InPlacePart::close);
            throw e;
        }
    }

    private static void requireNoProduction(Environment environment) {
        if (environment.role() == Environment.Role.PRODUCTION) {
            throw new PenstockException(
                    InPlaceProblem.PRODUCTION_IN_PLACE,
                    "The environment '" + environment.name() + "' is production, whose rows are never replaced.",
                    "Name the test environment that the backup was restored into.");
        }
    }

    private static List<Cluster> clusters(Environment environment, InPlaceRequest request) {
        List<Cluster> clusters = environment.clusters().values().stream()
                .filter(cluster -> cluster.database() != null)
                .filter(cluster ->
                        request.clusters().isEmpty() || request.clusters().contains(cluster.type()))
                .toList();
        if (clusters.isEmpty()) {
            throw new PenstockException(
                    InPlaceProblem.NOTHING_TO_PSEUDONYMIZE,
                    "The environment '" + environment.name() + "' has no database that was asked for.",
                    "See its clusters in penstock.yaml, and --cluster.");
        }
        return clusters;
    }

    /** One map serves all databases of the environment. */
    private static List<SourceDatabase> beside(Environment environment, Databases databases) {
        List<SourceDatabase> all = new ArrayList<>();
        for (Cluster cluster : environment.clusters().values()) {
            DatabaseAddress address = cluster.database();
            if (address != null) {
                all.add(new SourceDatabase(name(environment, cluster), catalog(address, databases)));
            }
        }
        return all;
    }

    private static Optional<Catalog> catalog(DatabaseAddress address, Databases databases) {
        try (Database database = databases.open(address, address.url())) {
            return Optional.of(ofApplication(database.catalog()));
        } catch (PenstockException e) {
            return Optional.empty();
        }
    }

    private static String name(Environment environment, Cluster cluster) {
        return environment.name() + " " + cluster.type().label();
    }

    private InPlacePart part(
            LandscapeMap map,
            Environment environment,
            Cluster cluster,
            Databases databases,
            List<SourceDatabase> all,
            List<String> warnings) {
        DatabaseAddress address = cluster.database();
        if (address == null) {
            throw new IllegalArgumentException("the cluster has no database");
        }
        String name = name(environment, cluster);
        String mark = landscape.name() + "/" + environment.name() + "/"
                + cluster.type().label();
        Database database = databases.open(address, address.url());
        try {
            warnings.addAll(new DatabaseGuard(landscape, databases).requireRestored(database, environment, mark));
            requireUnsealed(database, environment);
            InPlace inPlace = database.inPlace();
            Catalog catalog = asBefore(ofApplication(database.catalog()), inPlace);
            List<SourceDatabase> others =
                    all.stream().filter(each -> !each.name().equals(name)).toList();
            BoundMap bound;
            try (Snapshot view = database.snapshot(1, Throttle.NONE)) {
                bound = map.bind(name, catalog, view, others);
            }
            bound.warnings().forEach(warning -> warnings.add(warning.what()));
            AccountWords.unapproved(bound.accounts()).stream()
                    .filter(warning -> !warnings.contains(warning))
                    .forEach(warnings::add);
            requireSameRun(inPlace, bound, database);
            Map<Table, TableRule> rules = changing(catalog, bound);
            requireNone(database.obstaclesToReading());
            requireNone(inPlace.obstacles(rules.keySet()));
            tryOut(bound, database);
            return new InPlacePart(cluster.type(), mark, database, inPlace, catalog, bound, rules);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** What the application has, without the record of a run that died. */
    private static Catalog ofApplication(Catalog catalog) {
        return new Catalog(
                catalog.tables().stream()
                        .filter(table -> !table.name().schema().equals(InPlace.SCHEMA))
                        .toList(),
                catalog.foreignKeys(),
                catalog.searchPath(),
                catalog.largeObjects());
    }

    /** With the foreign keys that a run which died has taken away: what is kept follows them. */
    private static Catalog asBefore(Catalog catalog, InPlace inPlace) {
        if (inPlace.begun().isEmpty()) {
            return catalog;
        }
        Set<ForeignKey> keys = new LinkedHashSet<>(catalog.foreignKeys());
        keys.addAll(inPlace.foreignKeysBefore());
        return new Catalog(catalog.tables(), List.copyOf(keys), catalog.searchPath(), catalog.largeObjects());
    }

    private static void requireUnsealed(Database database, Environment environment) {
        Optional<String> seal = database.marker().flatMap(Marker::sealed);
        if (seal.isPresent()) {
            throw new PenstockException(
                    InPlaceProblem.ALREADY_PSEUDONYMIZED,
                    "The database " + database.facts().where() + " bears a seal (" + seal.get()
                            + "): it is pseudonymized already, and its pseudonyms would be replaced by others.",
                    "If it was restored since then, take the seal off with: penstock adopt " + environment.name()
                            + ".");
        }
    }

    private static void requireSameRun(InPlace inPlace, BoundMap bound, Database database) {
        if (inPlace.begun().filter(InPlace.Begun::leaking).isPresent()) {
            throw new PenstockException(
                    InPlaceProblem.LEAK_IN_PLACE,
                    "A run has replaced the rows of " + database.facts().where()
                            + " and then found personal values that the map does not name. What they were was known to that run alone, so no other one can look for them again.",
                    "See its report for the columns, name them in personal-data.yaml, and restore the database again.");
        }
        if (bound.isAnonymous()) {
            inPlace.begun().filter(begun -> begun.done() > 0).ifPresent(begun -> {
                throw new PenstockException(
                        InPlaceProblem.PSEUDONYMIZED_OTHERWISE,
                        "A run that died has replaced " + begun.done() + " of " + begun.tables() + " tables of "
                                + database.facts().where()
                                + " with a key that was thrown away, as the map wants it (anonymous).",
                        "Restore the database again; without `anonymous`, a run that died is taken up.");
            });
        }
        String identity = DatabaseRules.sealOf(bound);
        inPlace.begun().filter(begun -> !begun.identity().equals(identity)).ifPresent(begun -> {
            throw new PenstockException(
                    InPlaceProblem.PSEUDONYMIZED_OTHERWISE,
                    "A run that died has replaced " + begun.done() + " of " + begun.tables() + " tables of "
                            + database.facts().where() + " by " + begun.identity() + "; now they would be replaced by "
                            + identity + ".",
                    "Go on with the key and the map of that run, or restore the database again.");
        });
    }

    /** The tables that change, largest first. */
    private static Map<Table, TableRule> changing(Catalog catalog, BoundMap bound) {
        Map<Table, TableRule> rules = new LinkedHashMap<>();
        catalog.tables().stream()
                .filter(Table::hasRows)
                .sorted(Comparator.comparingLong(Table::bytes).reversed())
                .forEach(table -> {
                    TableRule rule = bound.rule(table.name());
                    if (!(rule instanceof TableRule.AsIs)) {
                        rules.put(table, rule);
                    }
                });
        return rules;
    }

    private static void tryOut(BoundMap map, Database database) {
        try (Snapshot snapshot = database.snapshot(1, Throttle.NONE)) {
            MapTrial.of(map, snapshot);
        }
    }

    private static void requireNone(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
    }
}
