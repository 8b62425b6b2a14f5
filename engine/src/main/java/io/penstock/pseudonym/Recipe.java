package io.penstock.pseudonym;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.TypeParts;
import io.penstock.pseudonym.leak.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The pseudonymizers that a map can name, and what they are fit for. */
enum Recipe {
    FIRST_NAME(Spread.MANY, false, "Maria", Set.of("locale")),
    LAST_NAME(Spread.MANY, false, "Schmidt", Set.of("locale")),
    FULL_NAME(Spread.MANY, false, "Maria Schmidt", Set.of("locale", "of")),
    LOGIN(Spread.TAGGED, true, "mschmidt", Set.of()),
    EMAIL(Spread.TAGGED, true, "maria.schmidt@shop.example", Set.of("domain")),
    PHONE(Spread.MANY, true, "+49 30 901820", Set.of("country", "locale")),
    STREET(Spread.MANY, false, "Hauptstr. 12", Set.of("locale")),
    POSTAL_CODE(Spread.MANY, false, "10115", Set.of("locale")),
    CITY(Spread.MANY, false, "Berlin", Set.of("locale")),
    COMPANY(Spread.MANY, false, "Schmidt GmbH", Set.of("locale")),
    IBAN(Spread.MANY, true, "DE89 3704 0044 0532 0130 00", Set.of()),
    BIC(Spread.MANY, false, "COBADEFFXXX", Set.of()),
    CARD_NUMBER(Spread.MANY, true, "4012 8888 8888 1881", Set.of()),
    TAX_ID(Spread.MANY, true, "DE136695976", Set.of("country", "locale")),
    DATE(Spread.MANY, false, "1980-05-17", Set.of("within", "per"), ColumnKind.DATE, ColumnKind.TIMESTAMP),
    TIMESTAMP(
            Spread.MANY,
            false,
            "1980-05-17 08:30:00",
            Set.of("within", "per"),
            ColumnKind.TIMESTAMP,
            ColumnKind.INTEGER),
    IP_ADDRESS(Spread.MANY, false, "10.0.0.7", Set.of(), ColumnKind.NETWORK),
    NUMBER(Spread.INJECTIVE, true, "1234567", Set.of(), ColumnKind.INTEGER, ColumnKind.DECIMAL),
    CODE(Spread.INJECTIVE, true, "AB-1234567", Set.of()),
    UUID(Spread.INJECTIVE, true, "3f1a6c1e-7d42-4b0b-9c55-2f6d1c0a9e77", Set.of(), ColumnKind.UUID),
    PASSWORD_HASH(Spread.SAME, false, "$2a$10$", Set.of("value")),
    SECRET(Spread.TAGGED, false, "sk_live_51H8", Set.of()),
    REDACT(
            Spread.SAME,
            false,
            "text",
            Set.of("value"),
            ColumnKind.JSON,
            ColumnKind.XML,
            ColumnKind.BINARY,
            ColumnKind.ARRAY),
    EMPTY(
            Spread.SAME,
            false,
            "text",
            Set.of(),
            ColumnKind.JSON,
            ColumnKind.XML,
            ColumnKind.BINARY,
            ColumnKind.ARRAY,
            ColumnKind.PAIRS,
            ColumnKind.RANGE,
            ColumnKind.SEARCH),
    NULL(Spread.NULL, false, "text", Set.of(), ColumnKind.values()),
    CONSTANT(
            Spread.SAME,
            false,
            "text",
            Set.of("value"),
            ColumnKind.INTEGER,
            ColumnKind.DECIMAL,
            ColumnKind.FLOAT,
            ColumnKind.BOOLEAN,
            ColumnKind.DATE,
            ColumnKind.TIME,
            ColumnKind.TIMESTAMP,
            ColumnKind.UUID,
            ColumnKind.JSON,
            ColumnKind.NETWORK,
            ColumnKind.ENUM,
            ColumnKind.XML,
            ColumnKind.COMPOSITE,
            ColumnKind.PAIRS,
            ColumnKind.RANGE,
            ColumnKind.OTHER),
    TEXT(Spread.MANY, false, "Anna Schmidt called from +49 30 901820", Set.of("of", "locale", "country")),
    JSON(Spread.MANY, false, "{}", Set.of("paths"), ColumnKind.JSON),
    XML(Spread.MANY, false, "<a/>", Set.of("paths"), ColumnKind.XML),
    /** Fields of a composite by name, values of pairs by key. */
    PARTS(Spread.MANY, false, "", Set.of("parts"), ColumnKind.COMPOSITE, ColumnKind.PAIRS),
    /** The words of other columns, to be searched for. */
    WORDS(Spread.MANY, false, "'anna':1", Set.of("of"), ColumnKind.SEARCH),
    /** What the source computes. */
    SQL(Spread.MANY, false, "text", Set.of("expression"), ColumnKind.values()),
    /** What a class of the user makes. */
    CLASS(Spread.MANY, false, "text", Set.of(), ColumnKind.values());

    /** Those that do not look into a value that has parts. */
    private static final Set<Recipe> WHOLE = Set.of(REDACT, EMPTY, NULL, SQL, CLASS);

    /** How distinct values stay distinct. */
    enum Spread {
        /** By construction. */
        INJECTIVE,
        /** By at least 64 bits of tag, where the column has room for it. */
        TAGGED,
        /** Not at all: several values may get one pseudonym. */
        MANY,
        /** All values get one replacement. */
        SAME,
        /** All values become NULL, which no unique key minds. */
        NULL
    }

    private final Spread spread;
    private final boolean identifying;
    private final String sample;
    private final Set<String> options;
    private final Set<ColumnKind> kinds;

    /** @param kinds besides TEXT, for which all are fit but those for parts and words */
    Recipe(Spread spread, boolean identifying, String sample, Set<String> options, ColumnKind... kinds) {
        this.spread = spread;
        this.identifying = identifying;
        this.sample = sample;
        this.options = options;
        this.kinds = EnumSet.of(ColumnKind.TEXT, kinds);
    }

    /** A name with a dot is that of a class. */
    static Optional<Recipe> named(String label) {
        if (label.indexOf('.') > 0) {
            return Optional.of(CLASS);
        }
        return Arrays.stream(values())
                .filter(recipe -> recipe != CLASS && recipe.label().equals(label))
                .findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values())
                .filter(recipe -> recipe != CLASS)
                .map(Recipe::label)
                .toList();
    }

    /** As maps name it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Spread spread() {
        return spread;
    }

    /** Whether a value tells who someone is; kept values matter for these only. */
    boolean identifying() {
        return identifying;
    }

    /** In what form a value of it would come back. */
    Kind kind() {
        return switch (this) {
            case EMAIL -> Kind.ADDRESS;
            case PHONE -> Kind.PHONE;
            case IBAN -> Kind.IBAN;
            case CARD_NUMBER, NUMBER -> Kind.NUMBER;
            case LOGIN, CODE, TAX_ID, UUID, PASSWORD_HASH, SECRET -> Kind.CODE;
            case FIRST_NAME,
                    LAST_NAME,
                    FULL_NAME,
                    STREET,
                    POSTAL_CODE,
                    CITY,
                    COMPANY,
                    DATE,
                    TIMESTAMP,
                    IP_ADDRESS,
                    BIC -> Kind.LOOK_ALIKE;
            default -> Kind.ANY;
        };
    }

    /** A made-up value for examples. */
    String sample() {
        return sample;
    }

    /** The options that it takes, all of them. */
    Set<String> options() {
        Set<String> all = new TreeSet<>(options);
        all.addAll(List.of("as", "link"));
        return all;
    }

    /** Whether it replaces a value with all that is in it, and not the parts of it. */
    boolean isWhole() {
        return WHOLE.contains(this);
    }

    boolean fits(Column column) {
        ColumnKind kind = column.kind();
        if (this == PARTS || this == WORDS) {
            return kind != ColumnKind.TEXT && kinds.contains(kind) || fitsElements(column);
        }
        if (kinds.contains(kind) && !(this == CONSTANT && kind == ColumnKind.ARRAY)) {
            return true;
        }
        return switch (kind) {
            case ARRAY -> fitsElements(column);
            case BINARY -> true;
            case ENUM -> this == CODE && column.parts() instanceof TypeParts.Labels;
            case RANGE ->
                column.parts() instanceof TypeParts.Bounds bounds
                        && (this == DATE || this == TIMESTAMP)
                        && fits(bounds.bound());
            default -> false;
        };
    }

    private boolean fitsElements(Column column) {
        return !isWhole() && column.parts() instanceof TypeParts.Elements elements && fits(elements.element());
    }

    /** Recipes of one family give one value one pseudonym under one link. */
    Recipe family() {
        return this == TIMESTAMP ? DATE : this;
    }

    /** Whether testers find nothing to work with in such a column. */
    boolean losesContent() {
        return this == SECRET || this != PASSWORD_HASH && (spread == Spread.SAME || spread == Spread.NULL);
    }
}
