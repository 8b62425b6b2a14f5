package io.penstock.examples;

import java.util.List;

/** How the shop is run: configuration, which differs between environments, jobs and logs. */
final class OperationTables {

    private final World world;
    private final Draw draw;

    OperationTables(World world) {
        this.world = world;
        draw = world.draw;
    }

    List<Rows> inOrder() {
        return List.of(
                new Rows("preference", "id site_id name content changed_at", World.SITES, this::preferences),
                new Rows("job_configuration", "id name target_url active parameters", World.JOBS, this::job),
                new Rows("job_schedule", "job_id position cron time_zone", World.JOBS, this::schedule),
                new Rows(
                        "import_log",
                        "id job_id file_name imported_rows finished_at",
                        World.percent(2, world.customers),
                        this::importLog),
                new Rows("audit_log", "id customer_id action details happened_at", world.customers, this::audit));
    }

    private void preferences(long site, RowSink out) {
        String name = world.environment.environment();
        boolean production = world.environment.production();
        String gateway = production ? "payments.example.com" : "sandbox." + name + ".example.test";
        String[][] preferences = {
            {"shop.title", "Acme " + CatalogTables.siteName(site)},
            {"shop.sender", "shop@" + CatalogTables.siteName(site) + ".example.com"},
            {"shop.page-size", "24"},
            {"smtp.host", production ? "mail.example.com" : "mail." + name + ".example.test"},
            {"smtp.port", production ? "587" : "1025"},
            {"smtp.user", production ? "shop-mailer" : "nobody"},
            {"smtp.password", secret("smtp", site)},
            {"payment.card.endpoint", "https://" + gateway + "/v2/charges"},
            {"payment.card.merchant", (production ? "LIVE-" : "TEST-") + (8800 + site)},
            {"payment.card.api-key", secret("card", site)},
            {"payment.transfer.endpoint", "https://" + gateway + "/sepa"},
            {"service.erp.url", production ? "https://erp.example.com/api" : "https://erp." + name + ".example.test/api"
            },
            {"service.erp.api-key", secret("erp", site)},
            {
                "service.address-check.url",
                production ? "https://addresses.example.com" : "https://addresses." + name + ".example.test"
            },
            {"search.boost", "name^4 sku^2 description"},
        };
        for (int i = 0; i < preferences.length; i++) {
            out.text(draw.id(Thing.PREFERENCE, site * 100 + i))
                    .text(draw.id(Thing.SITE, site))
                    .text(preferences[i][0])
                    .text(preferences[i][1])
                    .time(world.moment(300, Thing.PREFERENCE, i, 1))
                    .end();
        }
    }

    /** Another one in every environment; it says what it is, so that nobody takes it for somebody's own. */
    private String secret(String service, long site) {
        long number = Draw.mix(
                service.hashCode() + site + world.environment.environment().hashCode());
        return "example-" + (world.environment.production() ? "live-" : "test-") + Long.toHexString(number);
    }

    private void job(long n, RowSink out) {
        String name = world.words.pick("job", n);
        boolean production = world.environment.production();
        boolean export = name.endsWith("-export");
        String host =
                production ? "exchange.example.com" : "exchange." + world.environment.environment() + ".example.test";
        out.text(draw.id(Thing.JOB, n))
                .text(name)
                .text(export ? "sftp://" + host + "/in/" + name : null)
                .bool(production || !export)
                .json("{\"batch\": " + 100 * (n + 1) + ", \"mail_on_error\": \""
                        + (production ? "operations@example.com" : "nobody@example.test") + "\"}")
                .end();
    }

    private void schedule(long n, RowSink out) {
        out.text(draw.id(Thing.JOB, n))
                .number(1)
                .text(n * 5 % 60 + " " + n % 24 + " * * *")
                .text("Europe/Berlin")
                .end();
    }

    private void importLog(long n, RowSink out) {
        out.number(n + 1)
                .text(n % 7 == 6 ? null : draw.id(Thing.JOB, n % World.JOBS))
                .text("import/stock-" + (20_000 + n) + ".csv")
                .number(draw.below(5000, Thing.IMPORT, n, 1))
                .time(world.moment(60, Thing.IMPORT, n, 2))
                .end();
    }

    /** The details hold the customer's address of e-mail and, after a change of name, the name. */
    private void audit(long n, RowSink out) {
        Person person = world.person(n);
        boolean renamed = n % 4 == 1;
        String change = renamed
                ? ", \"change\": {\"field\": \"last_name\", \"new\": \"" + person.lastName() + "\"}"
                : ", \"agent\": \"web\"";
        out.number(n + 1)
                .text(draw.id(Thing.CUSTOMER, n))
                .text(renamed ? "customer.renamed" : "customer.signed-in")
                .json("{\"customer\": {\"email\": \"" + person.email() + "\", \"login\": \"" + person.login()
                        + "\"}, \"ip\": \"" + world.ip(Thing.AUDIT, n) + "\"" + change + "}")
                .time(world.moment(400, Thing.AUDIT, n, 1))
                .end();
    }
}
