package io.penstock.examples;

import java.util.ArrayList;
import java.util.List;

/** The content of all tables of one shop. */
final class ShopTables {

    private final World world;

    ShopTables(ShopEnvironment environment, double scale, long seed) {
        world = new World(environment, scale, seed);
    }

    List<Rows> inOrder() {
        CatalogTables catalog = new CatalogTables(world);
        List<Rows> tables = new ArrayList<>(catalog.sites());
        tables.addAll(new PeopleTables(world).inOrder());
        tables.addAll(catalog.goods());
        tables.addAll(new OrderTables(world).inOrder());
        tables.addAll(new ContentTables(world).inOrder());
        tables.addAll(new OperationTables(world).inOrder());
        return tables;
    }
}
