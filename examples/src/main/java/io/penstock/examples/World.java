package io.penstock.examples;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What several tables must agree on: how many there are of each thing, who the people are, what an order costs. */
final class World {

    /** Customers with the number below this are accounts of testers; their logins start with {@code qa-}. */
    static final int TESTERS = 5;

    static final int SITES = 2;
    static final int CHANNELS = 4;
    static final int PRICE_LISTS = 2;
    static final int WAREHOUSES = 4;
    static final int CATEGORIES = 60;
    static final int JOBS = 12;
    static final int PROMOTIONS = 20;

    /** 2026-11-01T00:00:00Z: the shop's present. */
    static final long NOW = 1_793_491_200L;

    static final long DAY = 86_400L;

    private static final Map<String, String> LANGUAGES = Map.of(
            "DE", "de", "AT", "de", "CH", "de", "FR", "fr", "GB", "en", "US", "en", "PL", "pl", "ES", "es", "UA", "uk",
            "SE", "sv");
    private static final Map<String, String> DIAL_CODES = Map.of(
            "DE", "+49", "AT", "+43", "CH", "+41", "FR", "+33", "GB", "+44", "US", "+1", "PL", "+48", "ES", "+34", "UA",
            "+380", "SE", "+46");

    final Draw draw;
    final Words words = Words.load();
    final ShopEnvironment environment;
    final int customers;
    final int organizations;
    final int products;
    final int orders;
    private final Map<String, String> plainWords = new HashMap<>();

    World(ShopEnvironment environment, double scale, long seed) {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("The scale must be more than 0.");
        }
        this.environment = environment;
        draw = new Draw(seed, environment);
        double people = scale * environment.share();
        customers = atLeast(TESTERS + 5, 2000 * people);
        organizations = atLeast(2, 100 * people);
        products = atLeast(20, 500 * scale);
        orders = atLeast(10, 2800 * people);
    }

    private static int atLeast(int least, double wanted) {
        return (int) Math.max(least, Math.round(wanted));
    }

    /** So many of hundred of a count, at least one. */
    static long percent(int percent, long count) {
        return Math.max(1, count * percent / 100);
    }

    /** A moment of the last so many days. */
    long moment(int days, Thing thing, long number, int facet) {
        return NOW - draw.below(days * DAY, thing, number, facet);
    }

    long someCustomer(Thing thing, long number) {
        return draw.below(customers, thing, number, 200);
    }

    String someProduct(Thing thing, long number, int facet) {
        return draw.id(Thing.PRODUCT, draw.below(products, thing, number, facet));
    }

    String someChannel(Thing thing, long number) {
        return draw.id(Thing.CHANNEL, draw.below(CHANNELS, thing, number, 201));
    }

    // People

    Person person(long customer) {
        if (customer < TESTERS) {
            return tester(customer);
        }
        String country = words.pick("countries", facet(customer, 1));
        String language = language(country);
        boolean female = draw.chance(52, Thing.CUSTOMER, customer, 2);
        String first = words.pick(language + (female ? ".female" : ".male"), facet(customer, 3));
        String last = words.pick(language + ".last", facet(customer, 4));
        String mailName = plain(first) + "." + plain(last) + customer;
        String mailHost = draw.chance(60, Thing.CUSTOMER, customer, 5) ? "mail.example" : "post.example.com";
        String cityList = language.equals("en") ? "en.city." + country : language + ".city";
        String[] city = splitCity(words.pick(cityList, facet(customer, 6)), country);
        return new Person(
                "C" + (10_000_000 + customer),
                female ? "f" : "m",
                first,
                last,
                mailName + "@" + mailHost,
                plain(first).charAt(0) + plain(last) + customer,
                country,
                street(customer, 0),
                city[0],
                city[1],
                phone(customer, country));
    }

    private static Person tester(long number) {
        String name = "qa-" + (number + 1);
        return new Person(
                "QA-" + (number + 1),
                "x",
                "Quality",
                "Tester " + (char) ('A' + number),
                name + "@example.com",
                name,
                "DE",
                "Teststraße " + (number + 1),
                "07743",
                "Jena",
                null);
    }

    static boolean tester(Person person) {
        return person.login().startsWith("qa-");
    }

    /** The name of the organization that a customer buys for, if any. */
    @Nullable
    Long organization(long customer) {
        return draw.chance(15, Thing.CUSTOMER, customer, 7)
                ? (Long) (long) draw.below(organizations, Thing.CUSTOMER, customer, 8)
                : null;
    }

    String organizationName(long organization) {
        long bits = draw.bits(Thing.ORGANIZATION, organization, 1) >>> 1;
        return words.pick("company.stem", bits) + " " + words.pick("company.kind", bits / 100);
    }

    String street(long customer, int which) {
        String country = words.pick("countries", facet(customer, 1));
        String language = language(country);
        String name = words.pick(language + ".street", facet(customer, 10 + which));
        int house = 1 + draw.below(180, Thing.CUSTOMER, customer, 14 + which);
        return language.equals("en") || language.equals("fr") ? house + " " + name : name + " " + house;
    }

    private @Nullable String phone(long customer, String country) {
        int kind = draw.below(100, Thing.CUSTOMER, customer, 18);
        if (kind < 12) {
            return null;
        }
        if (kind < 17) {
            return "";
        }
        return phoneNumber(customer, country, 19);
    }

    /** A number of the person's country; the shape differs, as people type. */
    String phoneNumber(long customer, String country, int facet) {
        String digits = draw.digits(9, Thing.CUSTOMER, customer, facet);
        String dial = dialCode(country);
        return switch (draw.below(3, Thing.CUSTOMER, customer, facet + 40)) {
            case 0 -> dial + " " + digits.substring(0, 3) + " " + digits.substring(3);
            case 1 -> dial + digits;
            default -> dial + " " + digits.substring(0, 2) + " " + digits.substring(2, 5) + " " + digits.substring(5);
        };
    }

    static String dialCode(String country) {
        return DIAL_CODES.getOrDefault(country, "+49");
    }

    /** One in ten is of IP version 6. */
    String ip(Thing thing, long number) {
        long bits = draw.bits(thing, number, 202) >>> 1;
        if (bits % 10 == 0) {
            return "2a01:" + Long.toHexString(((bits >> 8) & 0xfff) | 0x1000) + "::"
                    + Long.toHexString((bits >> 24) & 0xffff);
        }
        return (bits % 2 == 0 ? "84." : "91.") + ((bits >> 8) & 127) + "." + ((bits >> 16) & 255) + "."
                + (1 + ((bits >> 24) & 127));
    }

    private long facet(long customer, int facet) {
        return draw.bits(Thing.CUSTOMER, customer, facet);
    }

    private static String language(String country) {
        return LANGUAGES.getOrDefault(country, "en");
    }

    private String plain(String word) {
        return plainWords.computeIfAbsent(word, Words::plain);
    }

    /** Parts postal code and city: the city starts at the first letter, in British codes after the second blank. */
    private static String[] splitCity(String line, String country) {
        int blank = line.indexOf(' ');
        if (country.equals("GB") || country.equals("SE")) {
            blank = line.indexOf(' ', blank + 1);
        }
        return new String[] {line.substring(0, blank), line.substring(blank + 1)};
    }

    // Orders

    long customerOfOrder(long order) {
        return someCustomer(Thing.ORDER, order);
    }

    int linesOf(long order) {
        return 1 + draw.below(4, Thing.ORDER, order, 1);
    }

    long productOfLine(long order, int line) {
        return draw.below(products, Thing.ORDER, order, 2 + line);
    }

    int quantityOfLine(long order, int line) {
        return 1 + draw.below(3, Thing.ORDER, order, 10 + line);
    }

    long priceOf(long product) {
        return 499L + draw.below(25_000, Thing.PRODUCT, product, 1);
    }

    long totalOf(long order) {
        long total = 0;
        for (int line = 1; line <= linesOf(order); line++) {
            total += priceOf(productOfLine(order, line)) * quantityOfLine(order, line);
        }
        return total;
    }

    String statusOf(long order) {
        int kind = draw.below(100, Thing.ORDER, order, 20);
        return kind < 5 ? "new" : kind < 12 ? "paid" : kind < 95 ? "shipped" : "cancelled";
    }

    long timeOf(long order) {
        return moment(1400, Thing.ORDER, order, 21);
    }

    /** Three of four customers have stored an instrument and pay from it. */
    static boolean hasInstrument(long customer) {
        return customer % 4 != 0;
    }
}
