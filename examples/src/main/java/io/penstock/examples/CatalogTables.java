package io.penstock.examples;

import java.util.List;
import java.util.Locale;

/** Where the shop sells, and what; the same in every environment. */
final class CatalogTables {

    private static final String[] SITES = {"acme-de", "acme-world"};
    private static final String[] LOCALES = {"en-US", "de-DE"};

    private final World world;
    private final Draw draw;

    CatalogTables(World world) {
        this.world = world;
        draw = world.draw;
    }

    static String siteName(long n) {
        return SITES[(int) n];
    }

    List<Rows> sites() {
        return List.of(
                new Rows("country", "iso name dial_code in_eu", 1, this::countries),
                new Rows("currency", "code name digits", 1, CatalogTables::currencies),
                new Rows("tax_class", "name rate", 1, CatalogTables::taxClasses),
                new Rows("site_domain", "id name host", World.SITES, this::domain),
                new Rows("site", "id domain_id name opened", World.SITES, this::site),
                new Rows("channel", "id site_id name currency_code locales", World.CHANNELS, this::channel));
    }

    List<Rows> goods() {
        return List.of(
                new Rows("category", "id parent_id name position", World.CATEGORIES, this::category),
                new Rows(
                        "product",
                        "id sku name tax_class_name weight_grams online tags created_at",
                        world.products,
                        this::product),
                new Rows("product_attribute", "product_id name locale content", world.products, this::attributes),
                new Rows(
                        "product_category", "product_id category_id position", world.products, this::productCategories),
                new Rows("price_list", "id name currency_code", World.PRICE_LISTS, this::priceList),
                new Rows("price", "product_id price_list_id min_quantity amount", world.products, this::prices),
                new Rows("warehouse", "id name country_iso", World.WAREHOUSES, this::warehouse),
                new Rows("stock", "product_id warehouse_id quantity counted_at", world.products, this::stock),
                new Rows("media", "id product_id path mime_type thumbnail", world.products, this::media),
                new Rows("localized_text", "owner_id locale name content", world.products, this::texts));
    }

    private void countries(long step, RowSink out) {
        for (String iso : world.words.list("countries")) {
            out.text(iso)
                    .text(new Locale.Builder().setRegion(iso).build().getDisplayCountry(Locale.ENGLISH))
                    .text(World.dialCode(iso))
                    .bool(List.of("DE", "AT", "FR", "PL", "ES", "SE").contains(iso))
                    .end();
        }
    }

    private static void currencies(long step, RowSink out) {
        out.text("EUR").text("Euro").number(2).end();
        out.text("USD").text("US dollar").number(2).end();
        out.text("GBP").text("Pound sterling").number(2).end();
    }

    private static void taxClasses(long step, RowSink out) {
        out.text("standard").cents(1900).end();
        out.text("reduced").cents(700).end();
        out.text("none").cents(0).end();
    }

    private void domain(long n, RowSink out) {
        String infix = world.environment.production() ? "" : world.environment.environment() + ".";
        out.text(draw.id(Thing.SITE, n + 100))
                .text(siteName(n))
                .text(siteName(n) + "." + infix + "shop.example")
                .end();
    }

    private void site(long n, RowSink out) {
        out.text(draw.id(Thing.SITE, n))
                .text(draw.id(Thing.SITE, n + 100))
                .text(siteName(n))
                .date(17_000 + 400 * n)
                .end();
    }

    private void channel(long n, RowSink out) {
        out.text(draw.id(Thing.CHANNEL, n))
                .text(draw.id(Thing.SITE, n % World.SITES))
                .text(n < 2 ? "consumer" : "business")
                .text(n % 2 == 0 ? "EUR" : "USD")
                .strings(n % 2 == 0 ? new String[] {"de-DE", "en-US"} : new String[] {"en-US"})
                .end();
    }

    private void category(long n, RowSink out) {
        out.text(draw.id(Thing.CATEGORY, n))
                .text(n < 6 ? null : draw.id(Thing.CATEGORY, n % 6))
                .text(world.words.pick("product.kind", n) + (n < 6 ? "s" : "s " + n))
                .number(n)
                .end();
    }

    String productName(long n) {
        long bits = draw.bits(Thing.PRODUCT, n, 2) >>> 1;
        return world.words.pick("product.make", bits) + " " + world.words.pick("product.kind", bits / 100) + " "
                + (100 + n % 900);
    }

    static String sku(long n) {
        return "SKU-" + (100_000 + n);
    }

    private void product(long n, RowSink out) {
        out.text(draw.id(Thing.PRODUCT, n))
                .text(sku(n))
                .text(productName(n))
                .text(n % 11 == 0 ? "reduced" : "standard")
                .number(50 + draw.below(9000, Thing.PRODUCT, n, 3))
                .bool(n % 13 != 12);
        if (n % 4 == 3) {
            out.none();
        } else {
            out.strings(world.words.pick("tag", n), world.words.pick("tag", n + 1 + n % 3));
        }
        out.time(world.moment(1500, Thing.PRODUCT, n, 4)).end();
    }

    private void attributes(long n, RowSink out) {
        for (String name : world.words.list("attribute.name")) {
            if (name.equals("season") && n % 2 == 0) {
                continue;
            }
            String locale = LOCALES[(int) (n % 2)];
            out.text(draw.id(Thing.PRODUCT, n))
                    .text(name)
                    .text(locale)
                    .text(world.words.pick("attribute." + locale, draw.below(100, Thing.PRODUCT, n, 5 + name.length())))
                    .end();
        }
    }

    private void productCategories(long n, RowSink out) {
        int first = draw.below(World.CATEGORIES, Thing.PRODUCT, n, 20);
        out.text(draw.id(Thing.PRODUCT, n))
                .text(draw.id(Thing.CATEGORY, first))
                .number(n)
                .end();
        if (n % 3 == 0) {
            int second = (first + 7) % World.CATEGORIES;
            out.text(draw.id(Thing.PRODUCT, n))
                    .text(draw.id(Thing.CATEGORY, second))
                    .number(n)
                    .end();
        }
    }

    private void priceList(long n, RowSink out) {
        out.text(draw.id(Thing.PRICE_LIST, n))
                .text(n == 0 ? "retail" : "business")
                .text("EUR")
                .end();
    }

    private void prices(long n, RowSink out) {
        for (int list = 0; list < World.PRICE_LISTS; list++) {
            out.text(draw.id(Thing.PRODUCT, n))
                    .text(draw.id(Thing.PRICE_LIST, list))
                    .number(list == 0 ? 1 : 10)
                    .cents(list == 0 ? world.priceOf(n) : world.priceOf(n) * 85 / 100)
                    .end();
        }
    }

    private void warehouse(long n, RowSink out) {
        out.text(draw.id(Thing.WAREHOUSE, n))
                .text("Warehouse " + (n + 1))
                .text(world.words.pick("countries", n))
                .end();
    }

    private void stock(long n, RowSink out) {
        for (int house = 0; house <= n % 2; house++) {
            out.text(draw.id(Thing.PRODUCT, n))
                    .text(draw.id(Thing.WAREHOUSE, (n + house) % World.WAREHOUSES))
                    .number(draw.below(400, Thing.PRODUCT, n, 30 + house))
                    .time(world.moment(7, Thing.PRODUCT, n, 32))
                    .end();
        }
    }

    private void media(long n, RowSink out) {
        byte[] thumbnail = new byte[48];
        for (int i = 0; i < thumbnail.length; i++) {
            thumbnail[i] = (byte) draw.bits(Thing.MEDIA, n, i);
        }
        out.text(draw.id(Thing.MEDIA, n))
                .text(draw.id(Thing.PRODUCT, n))
                .text("products/" + sku(n) + ".png")
                .text("image/png");
        if (n % 2 == 0) {
            out.bytes(thumbnail);
        } else {
            out.none();
        }
        out.end();
    }

    private void texts(long n, RowSink out) {
        String name = productName(n);
        for (String locale : LOCALES) {
            out.text(draw.id(Thing.PRODUCT, n))
                    .text(locale)
                    .text("description")
                    .text(
                            locale.equals("de-DE")
                                    ? name + " – für alle, die es täglich benutzen.\nLieferbar ab Lager."
                                    : "The " + name + " is made for daily use.\nDelivered from stock.")
                    .end();
        }
    }
}
