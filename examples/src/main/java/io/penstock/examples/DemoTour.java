package io.penstock.examples;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks into the edit databases of a demo landscape, so that a newcomer sees what a refresh did. All it shows was made up. */
public final class DemoTour {

    /** A customer of the shop. */
    public record Customer(String number, String name, String email, String city) {}

    /** Three people, and a tester, who stays as he is. */
    private static final String CUSTOMERS = """
            (select c.customer_no, c.first_name || ' ' || c.last_name, c.email, a.city
               from customer c join address a on a.id = c.preferred_address_id
              where c.customer_no not like 'QA-%' order by c.customer_no fetch first 3 rows only)
            union all
            (select c.customer_no, c.first_name || ' ' || c.last_name, c.email, a.city
               from customer c join address a on a.id = c.preferred_address_id
              where c.customer_no like 'QA-%' order by c.customer_no fetch first 1 row only)
            """;

    private static final String SETTINGS = """
            select name, min(content) from preference
             where name in ('smtp.host', 'payment.card.endpoint', 'service.erp.url')
             group by name order by name
            """;

    private final Path directory;

    /** @param directory of a landscape that {@link DemoLandscape} made */
    public DemoTour(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** A few customers of an environment, the same ones in every environment that was refreshed. */
    public List<Customer> customers(String environment) throws SQLException {
        List<Customer> customers = new ArrayList<>();
        try (Connection connection = connect(environment);
                PreparedStatement statement = connection.prepareStatement(CUSTOMERS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                customers.add(new Customer(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        return customers;
    }

    /** How many customers an environment has. */
    public long customerCount(String environment) throws SQLException {
        try (Connection connection = connect(environment);
                PreparedStatement statement = connection.prepareStatement("select count(*) from customer");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Preferences that must differ between environments, by name: where mail and payments go. */
    public Map<String, String> settings(String environment) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Connection connection = connect(environment);
                PreparedStatement statement = connection.prepareStatement(SETTINGS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        return settings;
    }

    private Connection connect(String environment) throws SQLException {
        Path database = directory.resolve(environment).resolve("edit/database/shop");
        return DriverManager.getConnection("jdbc:h2:file:" + database + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r", "sa", "");
    }
}
