package io.penstock.examples;

import java.util.List;

/** Orders and what follows from them; baskets and wishes, which may become orders. */
final class OrderTables {

    private final World world;
    private final Draw draw;

    OrderTables(World world) {
        this.world = world;
        draw = world.draw;
    }

    List<Rows> inOrder() {
        long orders = world.orders;
        return List.of(
                new Rows(
                        "customer_order",
                        "id order_no customer_id channel_id billing_name billing_email shipping_address_id currency_code total status ordered_at",
                        orders,
                        this::order),
                new Rows("order_line", "order_id line_no product_id quantity unit_price", orders, this::lines),
                new Rows(
                        "payment",
                        "id order_id instrument_id amount gateway gateway_reference paid_at",
                        orders,
                        this::payment),
                new Rows(
                        "shipment",
                        "id order_id warehouse_id carrier tracking_code recipient shipped_at",
                        orders,
                        this::shipment),
                new Rows(
                        "invoice",
                        "invoice_no order_id recipient recipient_street recipient_postal_code recipient_city amount issued_on",
                        orders,
                        this::invoice),
                new Rows(
                        "order_return",
                        "id order_id line_no reason remark received_at",
                        World.percent(6, orders),
                        this::orderReturn),
                new Rows(
                        "basket",
                        "id customer_id channel_id changed_at",
                        World.percent(20, world.customers),
                        this::basket),
                new Rows(
                        "basket_line",
                        "basket_id line_no product_id quantity",
                        World.percent(20, world.customers),
                        this::basketLines),
                new Rows(
                        "wish_list",
                        "customer_id product_id added_at",
                        World.percent(30, world.customers),
                        this::wish));
    }

    static String orderNo(long n) {
        return "O-" + (2_000_000 + n);
    }

    private void order(long n, RowSink out) {
        long customer = world.customerOfOrder(n);
        Person person = world.person(customer);
        out.text(draw.id(Thing.ORDER, n))
                .text(orderNo(n))
                .text(draw.id(Thing.CUSTOMER, customer))
                .text(world.someChannel(Thing.ORDER, n))
                .text(person.fullName())
                .text(person.email())
                .text(draw.id(Thing.ADDRESS, 2 * customer + (customer % 2 == 0 ? n % 2 : 0)))
                .text("EUR")
                .cents(world.totalOf(n))
                .text(world.statusOf(n))
                .time(world.timeOf(n))
                .end();
    }

    private void lines(long n, RowSink out) {
        String order = draw.id(Thing.ORDER, n);
        for (int line = 1; line <= world.linesOf(n); line++) {
            long product = world.productOfLine(n, line);
            out.text(order)
                    .number(line)
                    .text(draw.id(Thing.PRODUCT, product))
                    .number(world.quantityOfLine(n, line))
                    .cents(world.priceOf(product))
                    .end();
        }
    }

    private void payment(long n, RowSink out) {
        long customer = world.customerOfOrder(n);
        out.text(draw.id(Thing.PAYMENT, n))
                .text(draw.id(Thing.ORDER, n))
                .text(World.hasInstrument(customer) ? draw.id(Thing.INSTRUMENT, customer) : null)
                .cents(world.totalOf(n))
                .text(n % 3 == 0 ? "payments" : "cards")
                .text("TX" + draw.digits(16, Thing.PAYMENT, n, 1));
        if (world.statusOf(n).equals("new")) {
            out.none();
        } else {
            out.time(world.timeOf(n) + 600);
        }
        out.end();
    }

    private void shipment(long n, RowSink out) {
        if (!world.statusOf(n).equals("shipped")) {
            return;
        }
        out.text(draw.id(Thing.SHIPMENT, n))
                .text(draw.id(Thing.ORDER, n))
                .text(draw.id(Thing.WAREHOUSE, n % World.WAREHOUSES))
                .text(world.words.pick("carrier", n))
                .text("PW" + draw.digits(14, Thing.SHIPMENT, n, 1))
                .text(world.person(world.customerOfOrder(n)).fullName())
                .time(world.timeOf(n) + 2 * World.DAY)
                .end();
    }

    private void invoice(long n, RowSink out) {
        if (!world.statusOf(n).equals("shipped")) {
            return;
        }
        Person person = world.person(world.customerOfOrder(n));
        out.text("I-" + (7_000_000 + n))
                .text(draw.id(Thing.ORDER, n))
                .text(person.fullName())
                .text(person.street())
                .text(person.postalCode())
                .text(person.city())
                .cents(world.totalOf(n))
                .date(world.timeOf(n) / World.DAY + 2)
                .end();
    }

    private void orderReturn(long n, RowSink out) {
        long order = n * 100 / 6 % world.orders;
        out.text(draw.id(Thing.RETURN, n))
                .text(draw.id(Thing.ORDER, order))
                .number(1)
                .text(n % 2 == 0 ? "wrong size" : "damaged")
                .text(
                        n % 3 == 0
                                ? null
                                : "Parcel brought by "
                                        + world.person(world.customerOfOrder(order))
                                                .fullName());
        if (n % 4 == 0) {
            out.none();
        } else {
            out.time(world.timeOf(order) + 12 * World.DAY);
        }
        out.end();
    }

    private void basket(long n, RowSink out) {
        out.text(draw.id(Thing.BASKET, n))
                .text(n % 3 == 0 ? null : draw.id(Thing.CUSTOMER, world.someCustomer(Thing.BASKET, n)))
                .text(world.someChannel(Thing.BASKET, n))
                .time(world.moment(20, Thing.BASKET, n, 1))
                .end();
    }

    private void basketLines(long n, RowSink out) {
        for (int line = 1; line <= 1 + n % 3; line++) {
            out.text(draw.id(Thing.BASKET, n))
                    .number(line)
                    .text(world.someProduct(Thing.BASKET, n, 1 + line))
                    .number(1 + line % 2)
                    .end();
        }
    }

    private void wish(long n, RowSink out) {
        out.text(draw.id(Thing.CUSTOMER, n))
                .text(world.someProduct(Thing.WISH, n, 1))
                .time(world.moment(300, Thing.WISH, n, 2))
                .end();
    }
}
