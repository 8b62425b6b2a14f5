package io.penstock.sync;

import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.Marker;
import io.penstock.files.FileRootMarker;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import java.nio.file.Files;
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
     * What would be marked, for the person who has to confirm it: each place, and the mark that it bears now.
     *
     * @throws io.penstock.PenstockException when a database is that of a higher environment under another address
     */
    public List<String> preview(String environmentName) {
        return visit(environmentName, false);
    }

    /** Marks everything that {@link #preview} shows. */
    public List<String> adopt(String environmentName) {
        return visit(environmentName, true);
    }

    private List<String> visit(String environmentName, boolean mark) {
        Environment environment = Environments.require(landscape, environmentName);
        Databases databases = new Databases(dialects, "penstock adopt " + environmentName);
        List<String> seen = new ArrayList<>();
        for (Cluster cluster : environment.clusters().values()) {
            String text = landscape.name() + "/" + environmentName + "/"
                    + cluster.type().label();
            DatabaseAddress address = cluster.database();
            if (address != null) {
                try (Database database = databases.open(address, address.url())) {
                    seen.add(describe(database, text));
                    new DatabaseGuard(landscape, databases).requireNoneHigher(database, environment);
                    if (mark) {
                        database.mark(new Marker(text, null));
                    }
                }
            }
            if (cluster.files() != null && Files.isDirectory(cluster.files())) {
                seen.add("file system " + cluster.files() + " as " + text);
                if (mark) {
                    FileRootMarker.write(cluster.files(), text);
                }
            }
        }
        return seen;
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
