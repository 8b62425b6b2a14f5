package io.penstock.sync;

import io.penstock.configset.ConfigurationSet;
import io.penstock.configset.SettingsMatch;
import io.penstock.database.Catalog;
import io.penstock.database.Configuration;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.RowChange;
import io.penstock.database.RowSetting;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.pseudonym.PersonalDataMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Holds an environment against its configuration set, as it is now. Only reads. */
public final class ConfigurationDrift {

    /**
     * What differs in one database.
     *
     * @param database where was looked, for people
     * @param rows how many rows the set speaks of
     * @param properties what differs in the files of the cluster
     * @param scripts the set's files of SQL, of which it cannot be told what they would change
     */
    public record ClusterDrift(
            String cluster,
            String database,
            int rows,
            List<RowChange> changes,
            List<SyncPlan.PropertyPlan> properties,
            List<String> scripts) {}

    private final Landscape landscape;
    private final List<Dialect> dialects;

    public ConfigurationDrift(Landscape landscape, List<Dialect> dialects) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
    }

    /**
     * Compares. Secrets, and what the personal-data map calls personal, are hidden in what comes back.
     *
     * @param clusters those to look at; all when empty
     * @throws io.penstock.PenstockException when the set cannot be read or does not fit, or a database cannot be reached
     */
    public List<ClusterDrift> of(String environmentName, Set<ClusterType> clusters) {
        Environment environment = Environments.require(landscape, environmentName);
        Path file = landscape.personalData();
        PersonalDataMap map =
                file == null || !Files.exists(file) ? null : PersonalDataMap.read(file, landscape.pseudonymizers());
        Databases databases = new Databases(dialects, "penstock config diff " + environmentName);
        DeclaredSet declared = DeclaredSet.of(environment, landscape.storeDirectory());
        List<ClusterDrift> drifts = new ArrayList<>();
        DatabaseClusters.of(environment, clusters).forEach((type, address) -> {
            ConfigurationSet set = declared.of(type);
            Cluster cluster = environment.clusters().get(type);
            Path files = cluster == null ? null : cluster.files();
            try (Database database = databases.open(address, address.url())) {
                Catalog catalog = database.catalog();
                Configuration configuration = SettingsMatch.of(set, catalog);
                HiddenSettings hidden =
                        new HiddenSettings((table, column) -> map != null && map.isPersonal(catalog, table, column));
                List<RowSetting> rows =
                        configuration.rows().stream().map(hidden::of).toList();
                drifts.add(new ClusterDrift(
                        type.label(),
                        database.facts().where(),
                        rows.size(),
                        database.compare(rows),
                        files == null ? List.of() : new FileConfiguration(set.properties()).changes(files),
                        configuration.scripts().stream()
                                .map(script -> script.place().file())
                                .toList()));
            }
        });
        return drifts;
    }
}
