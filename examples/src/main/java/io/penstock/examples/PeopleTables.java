package io.penstock.examples;

import java.util.List;

/** Customers and everything that is about them alone. */
final class PeopleTables {

    private static final String[] PURPOSES = {"terms", "newsletter", "profiling"};

    private final World world;
    private final Draw draw;

    PeopleTables(World world) {
        this.world = world;
        draw = world.draw;
    }

    List<Rows> inOrder() {
        return List.of(
                new Rows(
                        "organization",
                        "id name vat_id country_iso credit_limit created_at",
                        world.organizations,
                        this::organization),
                new Rows(
                        "customer",
                        "id customer_no organization_id first_name last_name email country_iso preferred_address_id status created_at",
                        world.customers,
                        this::customer),
                new Rows(
                        "customer_profile",
                        "customer_id gender birth_date phone mobile loyalty_no attributes",
                        world.customers,
                        this::profile),
                new Rows(
                        "address",
                        "id customer_id alias full_name company street postal_code city country_iso phone",
                        world.customers,
                        this::addresses),
                new Rows(
                        "shop_user",
                        "id customer_id login password_hash last_login_at last_login_ip failed_logins",
                        world.customers,
                        this::user),
                new Rows("shop_role", "name description", 1, PeopleTables::roles),
                new Rows("user_role", "user_id role_name granted_at", world.customers, this::userRoles),
                new Rows(
                        "user_session",
                        "token user_id ip_address user_agent started_at",
                        World.percent(20, world.customers),
                        this::session),
                new Rows(
                        "newsletter_subscription",
                        "id channel_id customer_id email confirmed subscribed_at",
                        World.percent(35, world.customers),
                        this::newsletter),
                new Rows(
                        "consent_record",
                        "customer_id purpose version granted ip_address recorded_at",
                        world.customers,
                        this::consents),
                new Rows(
                        "payment_instrument",
                        "id customer_id kind holder iban card_mask legacy_card_number expires",
                        world.customers,
                        this::instrument));
    }

    private void organization(long n, RowSink out) {
        out.text(draw.id(Thing.ORGANIZATION, n))
                .text(world.organizationName(n))
                .text(n % 5 == 4 ? null : "DE" + draw.digits(9, Thing.ORGANIZATION, n, 2))
                .text("DE")
                .cents(100_000L * draw.below(50, Thing.ORGANIZATION, n, 3))
                .time(world.moment(2000, Thing.ORGANIZATION, n, 4))
                .end();
    }

    private void customer(long n, RowSink out) {
        Person person = world.person(n);
        Long organization = world.organization(n);
        out.text(draw.id(Thing.CUSTOMER, n))
                .text(person.customerNo())
                .text(organization == null ? null : draw.id(Thing.ORGANIZATION, organization))
                .text(person.firstName())
                .text(person.lastName())
                .text(person.email())
                .text(person.country())
                .text(n % 3 == 2 ? null : draw.id(Thing.ADDRESS, 2 * n))
                .text(n % 50 == 49 ? "locked" : "active")
                .time(registered(n))
                .end();
    }

    private long registered(long n) {
        return world.moment(1400, Thing.CUSTOMER, n, 70) - 200 * World.DAY;
    }

    private void profile(long n, RowSink out) {
        Person person = world.person(n);
        out.text(draw.id(Thing.CUSTOMER, n)).text(person.gender());
        if (n % 7 == 3) {
            out.none();
        } else {
            out.date(-7000 + draw.below(20_000, Thing.CUSTOMER, n, 71));
        }
        out.text(person.phone())
                .text(n % 3 == 0 ? world.phoneNumber(n, person.country(), 72) : null)
                .text(n % 2 == 0 ? draw.digits(3, Thing.CUSTOMER, n, 73) + (1_000_000 + n) : null)
                .json("{\"contact\": {\"email\": \"" + person.email() + "\", \"phone\": "
                        + (person.phone() == null ? "null" : "\"" + person.phone() + "\"")
                        + "}, \"shoe_size\": " + (36 + n % 11) + ", \"newsletter\": " + (n % 2 == 0) + "}")
                .end();
    }

    /** The first address is the one at home; every second customer has another. */
    private void addresses(long n, RowSink out) {
        Person person = world.person(n);
        Long organization = world.organization(n);
        address(
                n,
                0,
                person,
                "home",
                organization == null ? null : world.organizationName(organization),
                person.street(),
                out);
        if (n % 2 == 0) {
            address(n, 1, person, "delivery", null, world.street(n, 1), out);
        }
    }

    private void address(
            long n,
            int which,
            Person person,
            String alias,
            @org.jspecify.annotations.Nullable String company,
            String street,
            RowSink out) {
        out.text(draw.id(Thing.ADDRESS, 2 * n + which))
                .text(draw.id(Thing.CUSTOMER, n))
                .text(alias)
                .text(person.fullName())
                .text(company)
                .text(street)
                .text(person.postalCode())
                .text(person.city())
                .text(person.country())
                .text(which == 0 ? person.phone() : null)
                .end();
    }

    private void user(long n, RowSink out) {
        out.text(draw.id(Thing.USER, n))
                .text(draw.id(Thing.CUSTOMER, n))
                .text(world.person(n).login())
                .text("$2a$10$" + draw.id(Thing.USER, n + 1_000_000_000L).replace('_', '/')
                        + draw.digits(29, Thing.USER, n, 1));
        if (n % 9 == 8) {
            out.none().none();
        } else {
            out.time(world.moment(120, Thing.USER, n, 2)).text(world.ip(Thing.USER, n));
        }
        out.number(draw.below(20, Thing.USER, n, 3) == 19 ? 2 : 0).end();
    }

    private static void roles(long step, RowSink out) {
        String[] roles = {"customer", "buyer", "approver", "account-admin", "service-agent", "content-editor", "tester"
        };
        for (String role : roles) {
            out.text(role).text("May act as " + role).end();
        }
    }

    private void userRoles(long n, RowSink out) {
        String user = draw.id(Thing.USER, n);
        out.text(user).text("customer").time(registered(n)).end();
        if (n < World.TESTERS) {
            out.text(user).text("tester").time(registered(n)).end();
        } else if (world.organization(n) != null) {
            out.text(user).text("buyer").time(registered(n)).end();
        }
    }

    private void session(long n, RowSink out) {
        out.text(draw.id(Thing.SESSION, n) + draw.digits(20, Thing.SESSION, n, 1))
                .text(draw.id(Thing.USER, world.someCustomer(Thing.SESSION, n)))
                .text(world.ip(Thing.SESSION, n))
                .text(world.words.pick("agent", n))
                .time(world.moment(2, Thing.SESSION, n, 2))
                .end();
    }

    /** Nine of ten subscriptions are customers', with the same address of e-mail; the others nobody else knows. */
    private void newsletter(long n, RowSink out) {
        boolean stranger = n % 10 == 9;
        out.text(draw.id(Thing.NEWSLETTER, n))
                .text(world.someChannel(Thing.NEWSLETTER, n))
                .text(stranger ? null : draw.id(Thing.CUSTOMER, n))
                .text(
                        stranger
                                ? "reader" + n + "@mail.example"
                                : world.person(n).email())
                .bool(n % 6 != 0)
                .time(world.moment(900, Thing.NEWSLETTER, n, 1))
                .end();
    }

    private void consents(long n, RowSink out) {
        int purposes = 1 + (int) (n % 2);
        for (int i = 0; i < purposes; i++) {
            out.text(draw.id(Thing.CUSTOMER, n))
                    .text(PURPOSES[i])
                    .number(1)
                    .bool(i == 0 || n % 4 == 1)
                    .text(world.ip(Thing.CONSENT, n))
                    .time(registered(n))
                    .end();
        }
    }

    private void instrument(long n, RowSink out) {
        if (!World.hasInstrument(n)) {
            return;
        }
        Person person = world.person(n);
        boolean iban = n % 2 == 1;
        out.text(draw.id(Thing.INSTRUMENT, n))
                .text(draw.id(Thing.CUSTOMER, n))
                .text(iban ? "iban" : "card")
                .text(person.fullName());
        if (iban) {
            out.text(CheckDigits.germanIban(draw.digits(18, Thing.INSTRUMENT, n, 1)))
                    .none()
                    .none()
                    .none();
        } else {
            String card = CheckDigits.card("4" + draw.digits(14, Thing.INSTRUMENT, n, 1));
            out.none()
                    .text("************" + card.substring(12))
                    .text(n % 20 == 2 ? card : null)
                    .date(World.NOW / World.DAY + 30 + draw.below(1200, Thing.INSTRUMENT, n, 2));
        }
        out.end();
    }
}
