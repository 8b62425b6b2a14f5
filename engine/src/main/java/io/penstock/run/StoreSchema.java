package io.penstock.run;

import io.penstock.PenstockException;
import io.penstock.database.StoreDatabase.Statements;
import java.util.List;

/** The tables of the store, version by version: an older store is brought to the newest one, a newer store is refused. */
public final class StoreSchema {

    private static final List<List<String>> VERSIONS = List.of(
            List.of(
                    """
            create table if not exists run (id varchar(60) primary key, command varchar(2000) not null,
                environment varchar(200) not null, started_by varchar(500) not null, host varchar(300) not null,
                pid bigint not null, began timestamp with time zone not null, heartbeat timestamp with time zone not null,
                ended timestamp with time zone, state varchar(20) not null, stage varchar(500) not null,
                fraction double precision not null)""",
                    "create index if not exists run_of_environment on run (environment, state)",
                    """
            create table if not exists step (run varchar(60) not null references run (id), number integer not null,
                name varchar(500) not null, cluster varchar(100) not null, state varchar(20) not null,
                began timestamp with time zone not null, ended timestamp with time zone, primary key (run, number))""",
                    """
            create table if not exists attempt (run varchar(60) not null, step integer not null, number integer not null,
                fence bigint not null, host varchar(300) not null, pid bigint not null,
                began timestamp with time zone not null, ended timestamp with time zone, state varchar(20) not null,
                primary key (run, step, number), foreign key (run, step) references step (run, number))""",
                    """
            create table if not exists decision (run varchar(60) not null references run (id), number integer not null,
                kind varchar(40) not null, decided_by varchar(500) not null, decided timestamp with time zone not null,
                reason varchar(2000) not null, primary key (run, number))""",
                    """
            create table if not exists log (run varchar(60) not null references run (id), number bigint not null,
                logged timestamp with time zone not null, line varchar(4000) not null, primary key (run, number))""",
                    "create table if not exists penstock_store (version integer not null, fence bigint not null)",
                    "insert into penstock_store (version, fence) select 0, 0 where not exists (select 1 from penstock_store)"),
            ScheduleTables.FIRST,
            List.of("alter table run add column if not exists fence bigint default 0 not null"),
            List.of("""
                    create table if not exists question (run varchar(60) not null references run (id), number integer not null,
                        step varchar(500) not null, problem varchar(2000) not null, asked timestamp with time zone not null,
                        until timestamp with time zone not null, answered integer not null, primary key (run, number))"""));

    private StoreSchema() {}

    /** @throws PenstockException STORE-UNUSABLE when a newer penstock has made the store */
    public static void bringUpToDate(Statements statements) {
        boolean there = statements
                .query(
                        "select count(*) as tables from information_schema.tables"
                                + " where lower(table_name) = 'penstock_store' and table_schema = current_schema",
                        row -> row.number("tables"))
                .contains(1L);
        long version = there
                ? statements.query("select version from penstock_store", row -> row.number("version")).stream()
                        .findFirst()
                        .orElse(0L)
                : 0;
        if (version > VERSIONS.size()) {
            throw new PenstockException(
                    RunProblem.STORE_UNUSABLE,
                    "The store is of version " + version + ", and this penstock knows it up to " + VERSIONS.size()
                            + ": a newer one has used it.",
                    "Use that one, or name another store in penstock.yaml.");
        }
        if (version < VERSIONS.size()) {
            VERSIONS.subList((int) version, VERSIONS.size()).forEach(each -> each.forEach(statements::update));
            statements.update("update penstock_store set version = ?", VERSIONS.size());
        }
    }
}
