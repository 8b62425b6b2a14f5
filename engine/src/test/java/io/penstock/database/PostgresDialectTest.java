package io.penstock.database;

class PostgresDialectTest extends PostgresContract {

    PostgresDialectTest() {
        super(15);
    }
}
