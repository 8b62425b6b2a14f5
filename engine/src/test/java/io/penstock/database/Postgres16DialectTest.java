package io.penstock.database;

class Postgres16DialectTest extends PostgresContract {

    Postgres16DialectTest() {
        super(16);
    }
}
