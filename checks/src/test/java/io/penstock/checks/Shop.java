package io.penstock.checks;

import java.sql.SQLException;

/** A small shop: who buys, and what they ordered. */
final class Shop {

    /** A value of a person that must be seen nowhere but in the source. */
    static final String SECRET = "secret.person@real.example";

    static final String MAP = """
            tables:
              customer:
                columns:
                  email: email
                  name: full-name
                  note: redact
                public: [id]
              orders: public
              bulk: public
            """;

    private Shop() {}

    /** Makes the database of the shop. */
    static void create(Postgres server, String database) throws SQLException {
        server.create(database);
        fill(server, database);
    }

    /** Makes the tables and rows of the shop in a database. */
    static void fill(Postgres server, String database) throws SQLException {
        server.run(database, """
                CREATE TABLE customer (id int PRIMARY KEY, email varchar(60) UNIQUE, name varchar(60), note text);
                CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customer, total numeric(9, 2), placed timestamptz);
                CREATE INDEX ON orders (customer_id);
                CREATE TABLE bulk (id int PRIMARY KEY, filler text);
                INSERT INTO customer SELECT i, 'person' || i || '@real.example', 'Person Number' || i, NULL FROM generate_series(1, 200) i;
                INSERT INTO customer VALUES (0, '%1$s', 'Secret Person', '%1$s');
                INSERT INTO orders SELECT i, i %% 200, i / 7.0, timestamptz '2026-01-01 00:00+00' + i * interval '1 hour'
                  FROM generate_series(1, 500) i;
                """.formatted(SECRET));
    }

    /** So many megabytes more in a table of the shop, so that a throttled copy takes a while. */
    static void grow(Postgres server, String database, int megabytes) throws SQLException {
        server.run(
                database,
                "INSERT INTO bulk SELECT i, repeat(md5(i::text), 32) FROM generate_series(1, " + megabytes * 1000
                        + ") i");
    }

    /** Makes a target that testers have worked in, marked as UAT's. */
    static void target(Postgres server, String database) throws SQLException {
        target(server, database, "ENCODING 'UTF8'");
    }

    static void target(Postgres server, String database, String options) throws SQLException {
        server.create(database, options);
        server.run(database, "CREATE TABLE made_by_testers AS SELECT i AS id FROM generate_series(1, 50) i");
        mark(server, database, "acme/uat/live");
    }

    static void mark(Postgres server, String database, String mark) throws SQLException {
        server.run("postgres", "ALTER DATABASE \"" + database + "\" SET penstock.environment = '" + mark + "'");
    }
}
