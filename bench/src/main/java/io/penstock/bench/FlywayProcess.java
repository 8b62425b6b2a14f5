package io.penstock.bench;

import org.flywaydb.core.Flyway;

/** Flyway's {@code migrate} as a process of its own. */
public final class FlywayProcess {

    private FlywayProcess() {}

    /** Arguments: the URL of the database, the directory of the scripts. */
    public static void main(String[] args) {
        Flyway.configure()
                .dataSource(args[0], "postgres", "")
                .locations("filesystem:" + args[1])
                .load()
                .migrate();
    }
}
