package io.penstock.sync;

import io.penstock.Problem;
import io.penstock.configset.ForbiddenContacts;
import io.penstock.configset.OutboundContact;
import io.penstock.configset.OutboundContacts;
import io.penstock.database.BothScans;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.RowScan;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.run.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists by what an environment reaches others, as it is now. Only reads. */
public final class ContactListing {

    /**
     * What one database holds.
     *
     * @param database where was looked, for people
     * @param contacts what reaches out
     * @param forbidden what stands in small tables though it must not
     * @param leftOut tables that are too large to be configuration
     */
    public record ClusterContacts(
            String cluster,
            String database,
            List<OutboundContact> contacts,
            List<Problem> forbidden,
            List<String> leftOut) {}

    private final Landscape landscape;
    private final List<Dialect> dialects;

    public ContactListing(Landscape landscape, List<Dialect> dialects) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
    }

    /**
     * Looks through the small tables of an environment.
     *
     * @param clusters those to look at; all when empty
     * @throws io.penstock.PenstockException when a database cannot be reached or read
     */
    public List<ClusterContacts> of(String environmentName, Set<ClusterType> clusters) {
        Environment environment = Environments.require(landscape, environmentName);
        Databases databases = new Databases(dialects, "penstock config contacts " + environmentName);
        List<ClusterContacts> result = new ArrayList<>();
        DatabaseClusters.of(environment, clusters).forEach((type, address) -> {
            try (Database database = databases.openSource(address);
                    Snapshot snapshot = database.snapshot(1, environment.throttle())) {
                result.add(look(environment, type, database, snapshot));
            }
        });
        return result;
    }

    private static ClusterContacts look(
            Environment environment, ClusterType type, Database database, Snapshot snapshot) {
        OutboundContacts outbound = new OutboundContacts();
        ForbiddenContacts forbidden = new ForbiddenContacts(environment.forbiddenContacts(), snapshot.catalog());
        RowScan scan = forbidden.isEmpty() ? outbound : new BothScans(outbound, forbidden);
        List<String> leftOut = new ArrayList<>();
        Progress progress = new Progress();
        for (Table table : snapshot.catalog().tables()) {
            if (!table.hasRows()) {
                continue;
            }
            if (table.bytes() > OutboundContacts.MOST_BYTES) {
                leftOut.add(table.name().toString());
                continue;
            }
            try (Progress.Activity activity =
                    progress.begin("read", table.name().toString(), 0)) {
                for (TablePart part : snapshot.parts(table)) {
                    snapshot.scan(part, scan, activity);
                }
                activity.completed();
            }
        }
        return new ClusterContacts(
                type.label(), database.facts().where(), outbound.found(), forbidden.problems(), leftOut);
    }
}
