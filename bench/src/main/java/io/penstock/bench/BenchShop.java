package io.penstock.bench;

import io.penstock.examples.Shop;
import io.penstock.examples.ShopEnvironment;
import io.penstock.examples.Vendor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/** The example shop as benchmarks of databases use it. */
final class BenchShop {

    static final String KEY = "YSBrZXkgZm9yIG1lYXN1cmluZywgbm90IGZvciB1c2UhIQ==";

    private BenchShop() {}

    /** Makes a database with the shop in it, and its personal-data map in a directory. */
    static void create(BenchServer server, String database, double scale, Path directory)
            throws IOException, SQLException {
        server.create(database);
        try (Connection connection = server.connect(database)) {
            Shop.create(connection, Vendor.POSTGRESQL, ShopEnvironment.PRD_EDIT, scale, 1);
            connection.setAutoCommit(true);
            connection.createStatement().execute("VACUUM ANALYZE");
        }
        try (InputStream map = Shop.class.getResourceAsStream("personal-data.yaml")) {
            Files.write(
                    directory.resolve("personal-data.yaml"),
                    Objects.requireNonNull(map).readAllBytes());
        }
    }
}
