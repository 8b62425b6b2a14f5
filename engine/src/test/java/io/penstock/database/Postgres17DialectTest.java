package io.penstock.database;

class Postgres17DialectTest extends PostgresContract {

    Postgres17DialectTest() {
        super(17);
    }
}
