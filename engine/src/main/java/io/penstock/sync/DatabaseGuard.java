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
final class DatabaseGuard {

    private final Landscape landscape;
    private final Databases databases;

    DatabaseGuard(Landscape landscape, Databases databases) {
        this.landscape = landscape;
        this.databases = databases;
    }

    /** Whether the target bears its marker; false for an empty one that the run may adopt. */
    boolean requireMarker(Database target, String expected, String environment, boolean confirmed) {
        Optional<Marker> marker = target.marker();
        if (marker.isPresent()) {
            if (!marker.get().environment().equals(expected)) {
                throw new PenstockException(
                        SyncProblem.MARKER_MISMATCH,
                        "The database " + target.facts().where() + " is marked as "
                                + marker.get().environment() + ", not as " + expected + ".",
                        "Correct the url in penstock.yaml; only if the mark itself is wrong, run: penstock adopt "
                                + environment + ".");
            }
            return true;
        }
        if (!target.isEmpty()) {
            throw new PenstockException(
                    SyncProblem.TARGET_NOT_ADOPTED,
                    "The database " + target.facts().where() + " is not empty and bears no mark of an environment.",
                    "If it may be replaced as " + expected + ", run: penstock adopt " + environment + ".");
        }
        if (!confirmed) {
            throw new PenstockException(
                    SyncProblem.TARGET_NOT_CONFIRMED,
                    "The empty database " + target.facts().where() + " has not been used as " + expected + " before.",
                    "If it is the right one, run the command again with --yes.");
        }
        return false;
    }

    /**
     * Compares the target with the databases of all higher environments.
     *
     * @param marked whether the target bears its own mark already
     * @return warnings for people
     */
    List<String> requireNoneHigher(Database target, Environment environment, boolean marked) {
        List<String> warnings = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Environment higher : landscape.above(environment.name())) {
            for (Cluster cluster : higher.clusters().values()) {
                DatabaseAddress address = cluster.database();
                if (address != null) {
                    String name = higher.name() + " " + cluster.type().label();
                    compare(target, address, address.url(), name, marked, problems, warnings);
                    String standby = address.readFrom();
                    if (standby != null) {
                        compare(target, address, standby, "read-from of " + name, marked, problems, warnings);
                    }
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
        return warnings;
    }

    private void compare(
            Database target,
            DatabaseAddress address,
            String url,
            String name,
            boolean marked,
            List<Problem> problems,
            List<String> warnings) {
        try (Database higher = databases.open(address, url)) {
            if (target.isSameAs(higher) || higher.isSameAs(target)) {
                problems.add(new Problem(
                        SyncProblem.TARGET_IS_HIGHER,
                        "The target " + target.facts().where() + " is the database of " + name
                                + " under another address.",
                        "Correct the url of the target in penstock.yaml."));
            } else if (bearsMarkOf(target, higher)) {
                problems.add(new Problem(
                        SyncProblem.TARGET_IS_HIGHER,
                        "The database of " + name + " bears the mark of the target "
                                + target.facts().where() + ": it is a standby or a copy of it.",
                        "Correct the urls of " + name
                                + " in penstock.yaml; only if the mark itself is wrong, adopt that environment."));
            }
        } catch (PenstockException e) {
            String reason = e.problems().get(0).code().code();
            if (marked) {
                warnings.add("the database of " + name + " could not be compared with the target (" + reason
                        + "); the target's own mark was relied on");
            } else {
                problems.add(new Problem(
                        SyncProblem.TARGET_UNPROVEN,
                        "The database of " + name + " could not be reached (" + reason
                                + "), so it is not proven that the target is another one.",
                        "Run this first sync where all higher databases can be reached, or run penstock adopt there."));
            }
        }
    }

    /** A lock is not seen through a standby of the database that it was taken in; the mark is. */
    private static boolean bearsMarkOf(Database target, Database higher) {
        Optional<String> mark = target.marker().map(Marker::environment);
        return mark.isPresent() && mark.equals(higher.marker().map(Marker::environment));
    }
}
