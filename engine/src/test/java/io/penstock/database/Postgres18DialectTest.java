package io.penstock.database;

class Postgres18DialectTest extends PostgresContract {

    Postgres18DialectTest() {
        super(18);
    }
}
