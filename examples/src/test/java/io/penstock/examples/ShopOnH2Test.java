package io.penstock.examples;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

class ShopOnH2Test extends ShopContract {

    @Override
    Connection emptyDatabase() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:");
    }

    @Override
    Vendor vendor() {
        return Vendor.H2;
    }
}
