package io.penstock.pseudonym;

import io.penstock.database.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** Makes the pseudonymizers of one landscape; columns of one link share what {@link LinkScope} holds. */
final class Workbench {

    private final PseudonymKey key;
    private final String landscape;
    private final Locale mapLocale;
    private final KeptValues kept;
    private final Map<String, LinkScope> links = new TreeMap<>();
    private final Watch watch = new Watch();

    Workbench(PseudonymKey key, String landscape, Locale mapLocale, KeptValues kept) {
        this.key = key;
        this.landscape = landscape;
        this.mapLocale = mapLocale;
        this.kept = kept;
    }

    /** The scope of the entry's link; made when first asked for. */
    LinkScope scope(Options.Entry entry) {
        return links.computeIfAbsent(
                entry.link(), link -> new LinkScope(entry, new Prf(key.subkey(landscape, link, "pseudonyms"))));
    }

    Pseudonymizer make(BoundColumn bound, OddValues odd) {
        return make(
                bound.entry(),
                bound.column().kind(),
                bound.column().type(),
                bound.column().maxLength(),
                odd);
    }

    /** Is told of what the pseudonymizers replace. */
    Watch watch() {
        return watch;
    }

    /** Made so that the leak check hears of each value, also of those inside documents. */
    private Pseudonymizer make(Options.Entry entry, ColumnKind kind, String type, int maxLength, OddValues odd) {
        Pseudonymizer made = unwatched(entry, kind, type, maxLength, odd);
        KeptValues.Link keptHere = kept(entry);
        if (entry.recipe() == Recipe.JSON) {
            return made;
        }
        boolean phone = entry.recipe() == Recipe.PHONE;
        if (phone) {
            watch.callingCodes().add(Phone.callingCode(LinkScope.region(entry.options(), mapLocale)));
        }
        return watch.over(
                made,
                entry.recipe().kind(),
                phone ? keptHere::normalise : UnaryOperator.identity(),
                value -> keptHere.contains(keptHere.normalise(value)));
    }

    private Pseudonymizer unwatched(Options.Entry entry, ColumnKind kind, String type, int maxLength, OddValues odd) {
        LinkScope scope = scope(entry);
        Options options = entry.options();
        Prf prf = scope.prf();
        KeptValues.Link keptHere = kept(entry);
        Shaped shaped = new Shaped(prf, odd);
        return switch (entry.recipe()) {
            case FIRST_NAME -> name(PersonName.Part.FIRST, entry, maxLength);
            case LAST_NAME -> name(PersonName.Part.LAST, entry, maxLength);
            case FULL_NAME -> name(PersonName.Part.FULL, entry, maxLength);
            case STREET -> locality(Locality.What.STREET, entry, maxLength);
            case POSTAL_CODE -> locality(Locality.What.POSTAL_CODE, entry, maxLength);
            case CITY -> locality(Locality.What.CITY, entry, maxLength);
            case COMPANY -> locality(Locality.What.COMPANY, entry, maxLength);
            case LOGIN -> new Tagged(prf, keptHere, scope.unique(), "user-", "", scope.width());
            case EMAIL -> new Tagged(prf, keptHere, scope.unique(), "", Widths.suffix(options), scope.width());
            case PHONE -> new Phone(prf, keptHere, LinkScope.region(options, mapLocale), shaped);
            case IBAN -> new Iban(prf, keptHere, shaped);
            case BIC -> new Bic(prf, keptHere, shaped);
            case TAX_ID -> new TaxId(prf, keptHere, LinkScope.region(options, mapLocale), shaped);
            case CARD_NUMBER -> new CardNumber(prf, keptHere, shaped);
            case DATE -> new DateShift(prf, options.within(), options.per(), shaped);
            case TIMESTAMP -> new TimeShift(prf, options.within(), options.per(), kind != ColumnKind.TIMESTAMP, shaped);
            case IP_ADDRESS -> new IpAddress(prf, keptHere, type.equalsIgnoreCase("cidr"), maxLength, odd);
            case NUMBER ->
                new NumberCode(
                        scope.permutations(), keptHere, scope.largestInteger(), countedCode(scope, keptHere, odd));
            case CODE -> new Code(scope.permutations(), keptHere);
            case UUID -> new UuidCode(scope.permutations(), keptHere, odd);
            case PASSWORD_HASH -> new PasswordHash(options.value(), maxLength, odd);
            case SECRET -> new VoidSecret(prf, scope.width());
            case REDACT, EMPTY, NULL, CONSTANT -> new Fixed(FixedText.of(entry, kind, maxLength));
            case JSON -> json(options, maxLength, odd);
        };
    }

    /** A code for what is no number, of the same permutations, so that it stays unique. */
    private static Pseudonymizer countedCode(LinkScope scope, KeptValues.Link kept, OddValues odd) {
        Code code = new Code(scope.permutations(), kept);
        return (value, row) -> {
            odd.add();
            return code.replace(value, row);
        };
    }

    private Pseudonymizer name(PersonName.Part part, Options.Entry entry, int maxLength) {
        return new PersonName(
                scope(entry).prf(),
                kept(entry),
                Names.of(locale(entry)),
                part,
                entry.options().of(),
                maxLength);
    }

    private Pseudonymizer locality(Locality.What what, Options.Entry entry, int maxLength) {
        Template template = new Template(WordLists.of(locale(entry)));
        // The same for all columns of the link, but not spoilt by one that is hardly wide enough for anything.
        int room = Math.max(scope(entry).width(), scope(entry).width() == 0 ? 0 : 20);
        return new Locality(scope(entry).prf(), kept(entry), template, what, room, maxLength);
    }

    private Pseudonymizer json(Options options, int maxLength, OddValues odd) {
        List<JsonDocument.Rule> rules = new ArrayList<>();
        options.paths().forEach((path, entry) -> {
            JsonPath parsed = JsonPath.parse(path);
            if (parsed != null) {
                ColumnKind kind = entry.recipe().losesContent() ? ColumnKind.TEXT : ColumnKind.JSON;
                rules.add(new JsonDocument.Rule(
                        parsed,
                        make(entry, kind, "text", 0, odd),
                        entry.recipe().losesContent()));
            }
        });
        JsonDocument document = new JsonDocument(rules, odd);
        return (value, row) -> {
            String made = document.replace(value, row);
            if (maxLength == 0 || made.codePointCount(0, made.length()) <= maxLength) {
                return made;
            }
            odd.add();
            return "{}";
        };
    }

    private KeptValues.Link kept(Options.Entry entry) {
        Options.Entry first = scope(entry).first();
        return entry.recipe().identifying()
                ? kept.link(entry.link(), LinkScope.normaliser(first, mapLocale))
                : new KeptValues.Link(LinkScope.normaliser(entry, mapLocale));
    }

    private Locale locale(Options.Entry entry) {
        Locale own = entry.options().locale();
        return own == null ? mapLocale : own;
    }

    /** The replacements that do not depend on the value. */
    static final class FixedText {

        private FixedText() {}

        static @Nullable String of(Options.Entry entry, ColumnKind kind, int maxLength) {
            return switch (entry.recipe()) {
                case NULL -> null;
                case CONSTANT -> entry.options().value();
                case EMPTY -> empty(kind);
                default -> redacted(entry.options().value(), kind, maxLength);
            };
        }

        private static String empty(ColumnKind kind) {
            return switch (kind) {
                case JSON, ARRAY -> "{}";
                case BINARY -> "\\x";
                default -> "";
            };
        }

        private static String redacted(@Nullable String value, ColumnKind kind, int maxLength) {
            String text = value == null ? "redacted" : value;
            return switch (kind) {
                case JSON -> '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
                case XML -> "<redacted/>";
                case BINARY, ARRAY -> empty(kind);
                default -> Fold.cut(text, maxLength);
            };
        }
    }
}
