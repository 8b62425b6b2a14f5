package io.penstock.landscape;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All environments of one installation, ordered from highest to lowest; the content of {@code penstock.yaml} (design §4).
 *
 * @param name the name of the installation; part of every marker
 * @param storeDirectory where runs, reports and staged work are kept
 * @param environments highest first
 * @param files which part of the shared file systems a sync covers
 * @param personalData the personal-data map, absent when no environment holds a database
 * @param pseudonymKey base64 of at least 32 bytes
 * @param pseudonymKeyVersion the number that people give the key; a rotated one has the next
 * @param parallel workers of one run, at least 1
 * @param pseudonymizers jars with classes that the map may name
 * @param messages who is told of runs
 * @param store the database that runs are recorded in; absent when that is embedded
 * @param cartridges the directory of cartridges to be prepared
 * @param backups where backups rest; absent when none are made
 */
public record Landscape(
        String name,
        Path storeDirectory,
        List<Environment> environments,
        FileScope files,
        @Nullable Path personalData,
        @Nullable Secret pseudonymKey,
        int pseudonymKeyVersion,
        int parallel,
        List<Path> pseudonymizers,
        MessageSettings messages,
        @Nullable DatabaseAddress store,
        @Nullable Path cartridges,
        @Nullable BackupSettings backups) {

    public Landscape {
        environments = List.copyOf(environments);
        pseudonymizers = List.copyOf(pseudonymizers);
    }

    /** A landscape without pseudonymizers of its own, with an embedded store, that tells nobody. */
    public Landscape(
            String name,
            Path storeDirectory,
            List<Environment> environments,
            FileScope files,
            @Nullable Path personalData,
            @Nullable Secret pseudonymKey,
            int pseudonymKeyVersion,
            int parallel) {
        this(
                name,
                storeDirectory,
                environments,
                files,
                personalData,
                pseudonymKey,
                pseudonymKeyVersion,
                parallel,
                List.of(),
                MessageSettings.NONE,
                null,
                null,
                null);
    }

    public Optional<Environment> environment(String environmentName) {
        return environments.stream()
                .filter(environment -> environment.name().equals(environmentName))
                .findFirst();
    }

    /** The environments above the named one, highest first; empty for the highest and for an unknown name. */
    public List<Environment> above(String environmentName) {
        for (int i = 0; i < environments.size(); i++) {
            if (environments.get(i).name().equals(environmentName)) {
                return environments.subList(0, i);
            }
        }
        return List.of();
    }
}
