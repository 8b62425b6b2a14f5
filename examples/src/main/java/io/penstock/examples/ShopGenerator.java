package io.penstock.examples;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Fills a database with the shop, for benchmarks: {@code ShopGenerator URL USER prd/edit SCALE}. The password comes from
 * {@code PGPASSWORD}; the seed is always 1.
 */
public final class ShopGenerator {

    private ShopGenerator() {}

    public static void main(String[] args) throws SQLException {
        if (args.length != 4) {
            throw new IllegalArgumentException("Arguments: JDBC-URL USER prd|uat|int/edit|live SCALE");
        }
        @Nullable String password = System.getenv("PGPASSWORD");
        try (Connection connection = DriverManager.getConnection(args[0], args[1], password == null ? "" : password)) {
            Shop.create(
                    connection, Vendor.ofUrl(args[0]), ShopEnvironment.parse(args[2]), Double.parseDouble(args[3]), 1);
        }
    }
}
