package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.Marker;
import io.penstock.files.FileRootMarker;
import io.penstock.files.FilesProblem;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts the marks of an environment on its databases and file systems, so that syncs may replace them. */
public final class Adoption {

    private final Landscape landscape;
    private final List<Dialect> dialects;

    public Adoption(Landscape landscape, List<Dialect> dialects) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
    }

    /**
     * The places of an environment, as phrases for people.
     *
     * @param marked each with the mark that it gets
     * @param missing what penstock.yaml names and is not there, so that it gets no mark
     */
    public record Places(List<String> marked, List<String> missing) {}

    /** A place that has passed its checks. */
    private record Place(String shown, Runnable mark) {}

    /**
     * What would be marked, for the person who has to confirm it: each place, and the mark that it bears now.
     *
     * @throws PenstockException when a database is that of a higher environment under another address
     */
    public Places preview(String environmentName) {
        return visit(environmentName, false);
    }

    /** Marks everything that {@link #preview} shows, after all of it has passed the checks; else nothing. */
    public Places adopt(String environmentName) {
        return visit(environmentName, true);
    }

    private Places visit(String environmentName, boolean mark) {
        Environment environment = Environments.require(landscape, environmentName);
        Databases databases = new Databases(dialects, "penstock adopt " + environmentName);
        List<Database> open = new ArrayList<>();
        try {
            List<Place> places = new ArrayList<>();
            List<String> missing = new ArrayList<>();
            for (Cluster cluster : environment.clusters().values()) {
                String text = landscape.name() + "/" + environmentName + "/"
                        + cluster.type().label();
                DatabaseAddress address = cluster.database();
                if (address != null) {
                    Database database = databases.open(address, address.url());
                    open.add(database);
                    new DatabaseGuard(landscape, databases).requireNoneHigher(database, environment);
                    places.add(new Place(describe(database, text), () -> database.mark(new Marker(text, null))));
                }
                Path files = cluster.files();
                if (files != null) {
                    String shown = "file system " + files + " as " + text;
                    if (Files.isDirectory(files)) {
                        places.add(new Place(shown, () -> FileRootMarker.write(files, text)));
                    } else {
                        missing.add(shown + ", where there is no directory");
                    }
                }
            }
            if (places.isEmpty()) {
                throw new PenstockException(
                        FilesProblem.FILES_TARGET_MISSING,
                        "Nothing can be marked: " + String.join("; ", missing) + ".",
                        "Check that the file systems are mounted and that files: in penstock.yaml names them.");
            }
            if (mark) {
                mark(places);
            }
            return new Places(places.stream().map(Place::shown).toList(), missing);
        } finally {
            open.forEach(Database::close);
        }
    }

    private static void mark(List<Place> places) {
        List<String> marked = new ArrayList<>();
        for (Place place : places) {
            try {
                place.mark().run();
                marked.add(place.shown());
            } catch (PenstockException e) {
                if (marked.isEmpty()) {
                    throw e;
                }
                List<Problem> problems = new ArrayList<>(e.problems());
                problems.add(new Problem(
                        SyncProblem.ADOPTED_IN_PART,
                        "By then these were marked: " + String.join("; ", marked) + ".",
                        "Mend what failed and run the command again; marks that are there already do no harm."));
                throw new PenstockException(problems, e);
            }
        }
    }

    private static String describe(Database database, String text) {
        String present = database.marker()
                .map(marker -> marker.environment().equals(text)
                        ? ", which it is marked as already"
                        : ", so far marked as " + marker.environment())
                .orElse(database.isEmpty() ? ", empty" : ", not empty and without a mark");
        return "database " + database.facts().where() + " as " + text + present;
    }
}
