package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.PreparationSession;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Nearest;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.Cartridges;
import io.penstock.prepare.cartridge.PreparationStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the registries of an environment tell of what was prepared. Only reads. */
public final class PreparationRecords {

    private final Landscape landscape;
    private final PreparedDatabases databases;
    private final Map<String, Supplier<Preparer>> builtIn;

    /** @param builtIn preparers by the last part of the class name */
    public PreparationRecords(Landscape landscape, List<Dialect> dialects, Map<String, Supplier<Preparer>> builtIn) {
        this.landscape = landscape;
        this.databases = new PreparedDatabases(landscape, dialects);
        this.builtIn = Map.copyOf(builtIn);
    }

    /** The registry of one database. */
    public record DatabaseInfo(String cluster, String database, List<CartridgeInfo> cartridges) {

        public long failed() {
            return cartridges.stream().mapToLong(each -> each.failed().size()).sum();
        }
    }

    /** The attempts in one database, oldest first. */
    public record DatabaseHistory(String cluster, String database, List<StepAttempt> attempts) {}

    /**
     * A class that steps name.
     *
     * @param kind {@code built in}, {@code of a cartridge} or {@code not found}
     * @param steps how many steps of the cartridges name it
     */
    public record PreparerInfo(String preparer, String kind, int steps) {}

    /** The cartridges of an environment's databases, as their registries have them. */
    public List<DatabaseInfo> info(String environment, Set<ClusterType> clusters) {
        try (Cartridges all = Cartridges.read(EnvironmentPreparation.directory(landscape));
                Preparers preparers = new Preparers(builtIn, all.all())) {
            PrepareRequest request = new PrepareRequest(environment, clusters, PrepareMode.AUTO, Set.of(), false, "");
            return each(environment, clusters, (name, session) -> {
                StepHistory history = history(session);
                PreparationPlan plan = DatabasePreparation.plan(session, request, all.all(), preparers);
                return new DatabaseInfo(name.cluster(), name.where(), CartridgeInfo.of(all.all(), history, plan));
            });
        }
    }

    /**
     * Every attempt of every step, oldest first.
     *
     * @param step such as {@code core:7.4.3.0:Class2}; null for all
     * @throws PenstockException SELECTION-UNKNOWN for one that no database knows
     */
    public List<DatabaseHistory> history(String environment, Set<ClusterType> clusters, @Nullable String step) {
        Set<String> known = new TreeSet<>();
        List<DatabaseHistory> histories = each(environment, clusters, (name, session) -> {
            List<StepAttempt> attempts = history(session).attempts();
            attempts.forEach(attempt -> known.add(attempt.step()));
            return new DatabaseHistory(
                    name.cluster(),
                    name.where(),
                    attempts.stream()
                            .filter(attempt -> step == null || attempt.step().equals(step))
                            .toList());
        });
        if (step != null && !known.contains(step)) {
            throw new PenstockException(
                    PrepareProblem.SELECTION_UNKNOWN,
                    "No registry of " + environment + " knows a step '" + step + "'" + Nearest.clause(step, known),
                    "See penstock prepare history " + environment + ".");
        }
        return histories;
    }

    /** Where the registries of two environments differ, for each cluster that both have. */
    public List<StepDifference> differences(String one, String other) {
        Map<ClusterType, DatabaseAddress> ones = databases.of(databases.environment(one), Set.of());
        List<StepDifference> differences = new ArrayList<>();
        for (ClusterType type :
                databases.of(databases.environment(other), Set.of()).keySet()) {
            if (ones.containsKey(type)) {
                differences.addAll(StepDifference.between(type.label(), entries(one, type), entries(other, type)));
            }
        }
        return differences;
    }

    /** Where the registries of two clusters of an environment differ. */
    public List<StepDifference> differences(String environment, ClusterType one, ClusterType other) {
        return StepDifference.between(
                one.label() + "/" + other.label(), entries(environment, one), entries(environment, other));
    }

    /** Where rows that mean the same have other UUIDs in two environments, for each cluster that both have. */
    public List<UuidDifference> uuids(String one, String other) {
        Map<ClusterType, DatabaseAddress> ones = databases.of(databases.environment(one), Set.of());
        List<UuidDifference> differences = new ArrayList<>();
        for (ClusterType type :
                databases.of(databases.environment(other), Set.of()).keySet()) {
            if (ones.containsKey(type)) {
                each(
                        one,
                        Set.of(type),
                        (name, ours) -> each(
                                other,
                                Set.of(type),
                                (its, theirs) -> differences.addAll(
                                        new UuidComparison(ours, theirs).differences(type.label()))));
            }
        }
        return differences;
    }

    /** The same of two clusters of an environment. */
    public List<UuidDifference> uuids(String environment, ClusterType one, ClusterType other) {
        List<UuidDifference> differences = new ArrayList<>();
        each(
                environment,
                Set.of(one),
                (name, ours) -> each(
                        environment,
                        Set.of(other),
                        (its, theirs) -> differences.addAll(
                                new UuidComparison(ours, theirs).differences(one.label() + "/" + other.label()))));
        return differences;
    }

    private List<StepHistory.Entry> entries(String environment, ClusterType type) {
        return each(
                        environment,
                        Set.of(type),
                        (name, session) -> history(session).entries())
                .get(0);
    }

    /** The preparers that are built in, and those that steps of the cartridges name. */
    public List<PreparerInfo> preparers() {
        Map<String, PreparerInfo> found = new TreeMap<>();
        builtIn.keySet().forEach(name -> found.put(name, new PreparerInfo(name, "built in", 0)));
        if (landscape.cartridges() != null) {
            try (Cartridges all = Cartridges.read(EnvironmentPreparation.directory(landscape));
                    Preparers preparers = new Preparers(builtIn, all.all())) {
                for (Cartridge cartridge : all.all()) {
                    cartridge.steps().forEach(step -> count(step, found, preparers));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static void count(PreparationStep step, Map<String, PreparerInfo> found, Preparers preparers) {
        Preparers.Found one = preparers.of(step);
        String name = one instanceof Preparers.Found.BuiltIn ? step.shortPreparer() : step.preparer();
        PreparerInfo known = found.computeIfAbsent(
                name,
                key -> new PreparerInfo(
                        key, one instanceof Preparers.Found.Unusable ? "not found" : "of a cartridge", 0));
        found.put(name, new PreparerInfo(name, known.kind(), known.steps() + 1));
    }

    private static StepHistory history(PreparationSession session) {
        return new StepHistory(session, new StepRegistry(session, "", "").exists());
    }

    /** Which database is spoken to. */
    private record Named(String cluster, String where) {}

    private <T> List<T> each(String name, Set<ClusterType> clusters, BiFunction<Named, PreparationSession, T> work) {
        Environment environment = databases.environment(name);
        List<T> results = new ArrayList<>();
        databases.of(environment, clusters).forEach((type, address) -> {
            try (Database database = databases.open(environment, type, address);
                    PreparationSession session = databases.session(environment, address)) {
                results.add(work.apply(new Named(type.label(), database.facts().where()), session));
            }
        });
        return results;
    }
}
