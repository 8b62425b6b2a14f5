package io.penstock.examples;

import java.util.List;

/** Pages, promotions, and what people wrote themselves. */
final class ContentTables {

    private final World world;
    private final Draw draw;

    ContentTables(World world) {
        this.world = world;
        draw = world.draw;
    }

    List<Rows> inOrder() {
        long pages = Math.max(10, world.products / 12);
        return List.of(
                new Rows("cms_page", "id site_id path title published", pages, this::page),
                new Rows("cms_component", "id page_id slot configuration", pages * 4, this::component),
                new Rows("promotion", "id name percent_off starts_on ends_on", World.PROMOTIONS, this::promotion),
                new Rows(
                        "coupon",
                        "code promotion_id redeemed_by redeemed_at",
                        World.percent(15, world.customers),
                        this::coupon),
                new Rows(
                        "gift_card",
                        "id code buyer_id recipient_name recipient_email message balance",
                        World.percent(8, world.customers),
                        this::giftCard),
                new Rows(
                        "review",
                        "id product_id customer_id author stars content written_at",
                        World.percent(35, world.customers),
                        this::review),
                new Rows(
                        "support_ticket",
                        "id ticket_no customer_id order_id contact_email contact_phone subject content opened_at",
                        World.percent(12, world.orders),
                        this::ticket),
                new Rows(
                        "search_query",
                        "id channel_id query hits searched_at",
                        World.percent(40, world.customers),
                        this::search));
    }

    private void page(long n, RowSink out) {
        out.text(draw.id(Thing.PAGE, n))
                .text(draw.id(Thing.SITE, n % World.SITES))
                .text("/" + (n < World.SITES ? "home" : "page-" + n))
                .text(n < World.SITES ? "Welcome" : "All about " + world.words.pick("product.kind", n))
                .bool(n % 5 != 4)
                .end();
    }

    private void component(long n, RowSink out) {
        out.text(draw.id(Thing.COMPONENT, n))
                .text(draw.id(Thing.PAGE, n / 4))
                .text("slot-" + n % 4)
                .json("{\"type\": \"" + (n % 4 == 0 ? "teaser" : "text") + "\", \"image\": \"products/"
                        + CatalogTables.sku(n % world.products) + ".png\", \"columns\": " + (1 + n % 3) + "}")
                .end();
    }

    private void promotion(long n, RowSink out) {
        long start = World.NOW / World.DAY - 30 * n;
        out.text(draw.id(Thing.PROMOTION, n))
                .text("Promotion " + (n + 1))
                .cents(500 * (1 + n % 6))
                .date(start)
                .date(start + 45)
                .end();
    }

    private void coupon(long n, RowSink out) {
        out.text("CP-" + draw.digits(4, Thing.COUPON, n, 1) + "-" + (100_000 + n))
                .text(draw.id(Thing.PROMOTION, n % World.PROMOTIONS));
        if (n % 3 == 0) {
            out.text(draw.id(Thing.CUSTOMER, world.someCustomer(Thing.COUPON, n)))
                    .time(world.moment(200, Thing.COUPON, n, 2));
        } else {
            out.none().none();
        }
        out.end();
    }

    private void giftCard(long n, RowSink out) {
        Person buyer = world.person(world.someCustomer(Thing.GIFT_CARD, n));
        Person recipient = world.person(draw.below(world.customers, Thing.GIFT_CARD, n, 1));
        out.text(draw.id(Thing.GIFT_CARD, n))
                .text("GC" + draw.digits(5, Thing.GIFT_CARD, n, 2) + (1_000_000 + n))
                .text(draw.id(Thing.CUSTOMER, world.someCustomer(Thing.GIFT_CARD, n)))
                .text(n % 4 == 0 ? null : recipient.fullName())
                .text(n % 4 == 0 ? null : recipient.email())
                .text(n % 2 == 0 ? "Dear " + recipient.firstName() + ", all the best! " + buyer.fullName() : null)
                .cents(100L * (10 + draw.below(90, Thing.GIFT_CARD, n, 3)))
                .end();
    }

    private void review(long n, RowSink out) {
        boolean stranger = n % 8 == 7;
        long customer = world.someCustomer(Thing.REVIEW, n);
        Person author = world.person(customer);
        String mentioned =
                world.person(draw.below(world.customers, Thing.REVIEW, n, 1)).fullName();
        String text = world.words.pick("review.opening", draw.bits(Thing.REVIEW, n, 2));
        if (n % 2 == 0) {
            text += " " + String.format(world.words.pick("review.person", draw.bits(Thing.REVIEW, n, 3)), mentioned);
        }
        if (n % 9 == 4) {
            text += "\nWrite to me: " + author.email();
        }
        out.text(draw.id(Thing.REVIEW, n))
                .text(world.someProduct(Thing.REVIEW, n, 4))
                .text(stranger ? null : draw.id(Thing.CUSTOMER, customer))
                .text(author.fullName())
                .number(1 + draw.below(5, Thing.REVIEW, n, 5))
                .text(text)
                .time(world.moment(800, Thing.REVIEW, n, 6))
                .end();
    }

    private void ticket(long n, RowSink out) {
        long order = n * 8 % world.orders;
        long customer = world.customerOfOrder(order);
        Person person = world.person(customer);
        String other = world.person(world.someCustomer(Thing.TICKET, n)).fullName();
        out.text(draw.id(Thing.TICKET, n))
                .text("T-" + (300_000 + n))
                .text(draw.id(Thing.CUSTOMER, customer))
                .text(n % 5 == 0 ? null : draw.id(Thing.ORDER, order))
                .text(person.email())
                .text(person.phone())
                .text(world.words.pick("ticket.subject", draw.bits(Thing.TICKET, n, 1)))
                .text(String.format(
                        world.words.pick("ticket.text", draw.bits(Thing.TICKET, n, 2)),
                        person.fullName(),
                        person.email(),
                        person.phoneToCall(),
                        other))
                .time(world.timeOf(order) + 5 * World.DAY)
                .end();
    }

    /** People search for goods, and now and then for themselves. */
    private void search(long n, RowSink out) {
        String query = n % 25 == 24
                ? "order of "
                        + world.person(world.someCustomer(Thing.SEARCH, n)).email()
                : world.words.pick("search.word", draw.bits(Thing.SEARCH, n, 1));
        out.number(n + 1)
                .text(world.someChannel(Thing.SEARCH, n))
                .text(query)
                .number(n % 25 == 24 ? 0 : draw.below(60, Thing.SEARCH, n, 2))
                .time(world.moment(30, Thing.SEARCH, n, 3))
                .end();
    }
}
