package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Database;
import io.penstock.database.Marker;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes sure that a target is the database that its name says, before anything is touched (design §6, "Guard"). */
public final class DatabaseGuard {

    private final Landscape landscape;
    private final Databases databases;

    public DatabaseGuard(Landscape landscape, Databases databases) {
        this.landscape = landscape;
        this.databases = databases;
    }

    /**
     * Makes sure that the target bears its mark, or is an empty one that the run may adopt. Who has named production by another address must not be told
     * to adopt it, so a target that is refused is first compared with the higher ones.
     */
    void requireMarker(Database target, String expected, Environment environment, boolean confirmed) {
        Optional<Marker> marker = target.marker();
        if (marker.isPresent()) {
            if (!marker.get().environment().equals(expected)) {
                throwIf(compare(target, environment, false).same());
                throw new PenstockException(
                        SyncProblem.MARKER_MISMATCH,
                        "The database " + target.facts().where() + " is marked as "
                                + marker.get().environment() + ", not as " + expected + ".",
                        "Correct the url in penstock.yaml; only if the mark itself is wrong, run: penstock adopt "
                                + environment.name() + ".");
            }
            return;
        }
        if (!target.isEmpty()) {
            throwIf(compare(target, environment, false).same());
            throw new PenstockException(
                    SyncProblem.TARGET_NOT_ADOPTED,
                    "The database " + target.facts().where() + " is not empty and bears no mark of an environment.",
                    "If it may be replaced as " + expected + ", run: penstock adopt " + environment.name() + ".");
        }
        if (!confirmed) {
            throw new PenstockException(
                    SyncProblem.TARGET_NOT_CONFIRMED,
                    "The empty database " + target.facts().where() + " has not been used as " + expected + " before.",
                    "If it is the right one, run the command again with --yes.");
        }
    }

    /**
     * Makes sure that the target is none of a higher environment and bears its mark.
     *
     * @return warnings for people
     */
    List<String> require(Database target, Environment environment, String expected, boolean confirmed) {
        Comparison comparison = compare(target, environment, false);
        throwIf(comparison.same());
        if (target.marker().isEmpty()) {
            throwIf(comparison.unproven());
        }
        requireMarker(target, expected, environment, confirmed);
        return warnings(comparison);
    }

    private static List<String> warnings(Comparison comparison) {
        return comparison.missed().stream()
                .map(missed -> "the database of " + missed.name() + " could not be compared with the target ("
                        + missed.reason() + "); the target's own mark was relied on")
                .toList();
    }

    /** Makes sure, by comparing, that the target is none of a higher environment, whatever mark it bears. */
    void requireNoneHigher(Database target, Environment environment) {
        Comparison comparison = compare(target, environment, false);
        throwIf(comparison.same());
        throwIf(comparison.unproven());
    }

    /**
     * Makes sure that a database which was restored by other means is none of a higher environment. It may bear no mark, or that of the environment whose
     * backup it was.
     *
     * @param expected the mark of its own environment
     * @return warnings for people
     */
    public List<String> requireRestored(Database target, Environment environment, String expected) {
        Comparison comparison = compare(target, environment, true);
        throwIf(comparison.same());
        Optional<String> mark = target.marker().map(Marker::environment);
        if (mark.filter(expected::equals).isPresent()) {
            return warnings(comparison);
        }
        throwIf(comparison.unproven());
        String cluster = expected.substring(expected.lastIndexOf('/') + 1);
        List<String> higher = landscape.above(environment.name()).stream()
                .map(each -> landscape.name() + "/" + each.name() + "/" + cluster)
                .toList();
        if (mark.isPresent() && !higher.contains(mark.get())) {
            throw new PenstockException(
                    SyncProblem.MARKER_MISMATCH,
                    "The database " + target.facts().where() + " is marked as " + mark.get() + ", neither as "
                            + expected + " nor as one of a higher environment whose backup it could be.",
                    "Correct the url in penstock.yaml; only if the mark itself is wrong, run: penstock adopt "
                            + environment.name() + ".");
        }
        return warnings(comparison);
    }

    private static void throwIf(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
    }

    /** A higher database that could not be reached, and the code of the reason. */
    private record Missed(String name, String reason) {}

    /** What came of comparing the target with the databases of all higher environments. */
    private record Comparison(List<Problem> same, List<Missed> missed) {

        List<Problem> unproven() {
            return missed.stream()
                    .map(
                            each -> new Problem(
                                    SyncProblem.TARGET_UNPROVEN,
                                    "The database of " + each.name() + " could not be reached (" + each.reason()
                                            + "), so it is not proven that the target is another one.",
                                    "Run this first sync where all higher databases can be reached, or run penstock adopt there."))
                    .toList();
        }
    }

    /** @param copy whether the target may be a copy of a higher database, mark and all */
    private Comparison compare(Database target, Environment environment, boolean copy) {
        Comparison comparison = new Comparison(new ArrayList<>(), new ArrayList<>());
        for (Environment higher : landscape.above(environment.name())) {
            for (Cluster cluster : higher.clusters().values()) {
                DatabaseAddress address = cluster.database();
                if (address != null) {
                    String name = higher.name() + " " + cluster.type().label();
                    compare(target, address, address.url(), name, copy, comparison);
                    String standby = address.readFrom();
                    if (standby != null) {
                        compare(target, address, standby, "read-from of " + name, copy, comparison);
                    }
                }
            }
        }
        return comparison;
    }

    private void compare(
            Database target, DatabaseAddress address, String url, String name, boolean copy, Comparison comparison) {
        try (Database higher = databases.open(address, url)) {
            if (target.isSameAs(higher) || higher.isSameAs(target)) {
                comparison
                        .same()
                        .add(new Problem(
                                SyncProblem.TARGET_IS_HIGHER,
                                "The target " + target.facts().where() + " is the database of " + name
                                        + " under another address.",
                                "Correct the url of the target in penstock.yaml."));
            } else if (!copy && bearsMarkOf(target, higher)) {
                comparison
                        .same()
                        .add(
                                new Problem(
                                        SyncProblem.TARGET_IS_HIGHER,
                                        "The database of " + name + " bears the mark of the target "
                                                + target.facts().where() + ": it is a standby or a copy of it.",
                                        "Correct the urls of " + name
                                                + " in penstock.yaml; only if the mark itself is wrong, adopt that environment."));
            }
        } catch (PenstockException e) {
            comparison.missed().add(new Missed(name, e.problems().get(0).code().code()));
        }
    }

    /** A lock is not seen through a standby of the database that it was taken in; the mark is. */
    private static boolean bearsMarkOf(Database target, Database higher) {
        Optional<String> mark = target.marker().map(Marker::environment);
        return mark.isPresent() && mark.equals(higher.marker().map(Marker::environment));
    }
}
