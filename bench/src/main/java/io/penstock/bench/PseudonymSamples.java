package io.penstock.bench;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** Made-up values for {@link PseudonymBenchmark}, as shops write them. */
final class PseudonymSamples {

    private static final List<String> FIRST =
            List.of("Anna", "Jürgen", "Marie", "Peter", "Zoë", "Thomas", "Ines", "Lukas", "Sofia", "Max");
    private static final List<String> LAST =
            List.of("Schmidt", "Müller", "Weber", "Keller", "Groß", "Huber", "Dubois", "Rossi", "Novak", "Smith");
    private static final List<String> PLACES =
            List.of("Berlin", "Köln", "Bad Homburg", "Hamburg", "München", "Linz", "Basel", "Jena", "Ulm", "Trier");
    private static final List<String> DIAL = List.of("+49", "+43", "+41", "+33", "+31", "+44", "+1");

    private static final List<String> WITH_NATIONAL_CHECK =
            List.of("ES9121000418450200051332", "BE68539007547034", "IT60X0542811101000000123456");

    private PseudonymSamples() {}

    /**
     * A row of the table.
     *
     * @param pseudonymizer as a map names it
     * @param values by number
     */
    record Sample(String name, String pseudonymizer, IntFunction<String> values) {}

    static List<Sample> all() {
        return List.of(
                new Sample("email", "email", i -> person(i).toLowerCase(java.util.Locale.ROOT) + i + "@mail.example"),
                new Sample("login", "login", i -> "user." + digits(i, 6)),
                new Sample("first-name", "first-name", i -> FIRST.get(i % 10) + (i % 3 == 0 ? "" : "-" + i)),
                new Sample("last-name", "last-name", i -> LAST.get(i % 10) + (i % 3 == 0 ? "" : "-" + i)),
                new Sample("full-name", "full-name", i -> FIRST.get(i % 10) + " " + LAST.get(i / 10 % 10) + i),
                new Sample("street", "street", i -> LAST.get(i % 10) + "weg " + i),
                new Sample("postal-code", "postal-code", i -> digits(i, 5)),
                new Sample("city", "city", i -> PLACES.get(i % 10) + " " + i),
                new Sample("company", "company", i -> LAST.get(i % 10) + " " + i + " GmbH"),
                new Sample("date", "date", i -> 1950 + i % 60 + "-0" + (1 + i % 9) + "-" + (10 + i % 18)),
                new Sample("ip", "ip-address", PseudonymSamples::ip),
                new Sample("card-number", "card-number", PseudonymSamples::card),
                new Sample("iban", "iban", PseudonymSamples::iban),
                new Sample("iban with national check digits", "iban", i -> WITH_NATIONAL_CHECK.get(i % 3)),
                new Sample("phone international", "phone", PseudonymSamples::phone),
                new Sample("phone national", "phone", i -> "030 " + digits(i, 7)),
                new Sample("phone odd", "phone", i -> "1" + digits(i, 10)),
                new Sample("number 5 digits", "number", i -> "" + (10_000 + i)),
                new Sample("number 8 digits", "number", i -> "4" + digits(i, 7)),
                new Sample("number 16 digits", "number", i -> "4" + digits(i, 15)),
                new Sample("code 6 digits", "code", i -> "A-" + digits(i, 6)),
                new Sample("code 14 digits", "code", i -> "PW" + digits(i, 14)),
                new Sample("code 16 digits", "code", i -> "TX" + digits(i, 16)),
                new Sample("code 32 characters", "code", i -> digits(i, 10) + "abcDEFgh-" + digits(i + 1, 14)));
    }

    private static String person(int i) {
        return FIRST.get(i % 10).replaceAll("[^A-Za-z]", "") + "."
                + LAST.get(i / 10 % 10).replaceAll("[^A-Za-z]", "");
    }

    private static String digits(int seed, int count) {
        Random random = new Random(seed);
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private static String ip(int i) {
        return i % 10 == 0
                ? "2a01:" + Integer.toHexString(0x1000 + i % 4096) + "::" + Integer.toHexString(1 + i)
                : "84." + i % 128 + "." + i % 255 + "." + (1 + i % 127);
    }

    private static String phone(int i) {
        String dial = DIAL.get(i % 7);
        String digits = digits(i, 9);
        return switch (i % 3) {
            case 0 -> dial + " " + digits.substring(0, 3) + " " + digits.substring(3);
            case 1 -> dial + digits;
            default -> dial + " " + digits.substring(0, 2) + " " + digits.substring(2, 5) + " " + digits.substring(5);
        };
    }

    private static String iban(int i) {
        String account = digits(i, 18);
        int rest =
                new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        String check = String.valueOf(198 - rest).substring(1);
        return "DE" + check + account;
    }

    private static String card(int i) {
        String digits = "4" + digits(i, 14);
        int sum = 0;
        for (int at = 0; at < 15; at++) {
            int digit = digits.charAt(at) - '0';
            int weighted = at % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
