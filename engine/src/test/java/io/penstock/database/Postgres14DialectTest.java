package io.penstock.database;

import org.junit.jupiter.api.Tag;

@Tag("postgresql-14")
class Postgres14DialectTest extends PostgresContract {

    Postgres14DialectTest() {
        super(14);
    }
}
