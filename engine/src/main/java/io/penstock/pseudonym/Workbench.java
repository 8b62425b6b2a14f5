package io.penstock.pseudonym;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.TypeParts;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Makes the pseudonymizers of one landscape; columns of one link share what {@link LinkScope} holds. */
final class Workbench {

    /** What is looked for in free text. */
    private static final List<Recipe> IN_TEXT = List.of(
            Recipe.FIRST_NAME,
            Recipe.LAST_NAME,
            Recipe.EMAIL,
            Recipe.PHONE,
            Recipe.IBAN,
            Recipe.CARD_NUMBER,
            Recipe.LOGIN);

    private final PseudonymKey key;
    private final PseudonymKey thrownAway;
    private final String landscape;
    private final Locale mapLocale;
    private final KeptValues kept;
    private final UsualEntries usual;
    private final OwnClasses classes;
    private final Map<String, LinkScope> links = new TreeMap<>();
    private final Watch watch = new Watch();

    /**
     * @param thrownAway of what is anonymous
     * @param usual the entries whose links free text takes part in
     */
    Workbench(
            PseudonymKey key,
            PseudonymKey thrownAway,
            String landscape,
            Locale mapLocale,
            KeptValues kept,
            UsualEntries usual,
            OwnClasses classes) {
        this.key = key;
        this.thrownAway = thrownAway;
        this.landscape = landscape;
        this.mapLocale = mapLocale;
        this.kept = kept;
        this.usual = usual;
        this.classes = classes;
    }

    Workbench(PseudonymKey key, String landscape, Locale mapLocale, KeptValues kept) {
        this(key, PseudonymKey.random(), landscape, mapLocale, kept, UsualEntries.NONE, OwnClasses.NONE);
    }

    /** The scope of the entry's link; made when first asked for. */
    LinkScope scope(Options.Entry entry) {
        PseudonymKey of = entry.options().anonymous() ? thrownAway : key;
        return links.computeIfAbsent(
                entry.link(), link -> new LinkScope(entry, new Prf(of.subkey(landscape, link, "pseudonyms"))));
    }

    /** Whether a named link has columns of both sorts, whose pseudonyms cannot agree. */
    boolean isHalfAnonymous(Options.Entry entry) {
        String name = entry.options().link();
        return name != null && links.containsKey(name) && links.containsKey(name + Options.Entry.ANONYMOUS);
    }

    /** The scopes of all that an entry makes pseudonyms of inside its values; asked for before widths are compared. */
    void scopesInside(Options.Entry entry) {
        entry.options().paths().values().forEach(inner -> {
            scope(inner);
            scopesInside(inner);
        });
        if (entry.recipe() == Recipe.TEXT) {
            IN_TEXT.forEach(recipe -> scope(usual.of(recipe, entry.options())));
        }
    }

    /** A pseudonymizer for a column as it is, whatever it is made of. */
    Pseudonymizer make(BoundColumn bound, OddValues odd) {
        return new Nesting(this::watched, odd).make(bound.entry(), bound.column());
    }

    /** Is told of what the pseudonymizers replace. */
    Watch watch() {
        return watch;
    }

    /** Replaces nothing; hands the identifying values of a column, and those inside of them, to the set of kept ones. */
    Pseudonymizer keeper(BoundColumn bound) {
        return new Nesting(this::keeping, new OddValues()).make(bound.entry(), bound.column());
    }

    private Pseudonymizer keeping(Options.Entry entry, Column column, OddValues odd) {
        if (!entry.recipe().identifying()) {
            return (value, row) -> value;
        }
        kept(entry);
        return (value, row) -> {
            kept.add(entry.link(), value);
            return value;
        };
    }

    /** A pseudonymizer for values that have no parts, made so that the leak check hears of each value. */
    private Pseudonymizer watched(Options.Entry entry, Column column, OddValues odd) {
        Pseudonymizer made = plain(entry, column, odd);
        if (entry.recipe() == Recipe.TEXT || entry.recipe() == Recipe.WORDS) {
            return made;
        }
        KeptValues.Link keptHere = kept(entry);
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

    private Pseudonymizer plain(Options.Entry entry, Column column, OddValues odd) {
        LinkScope scope = scope(entry);
        Options options = entry.options();
        Prf prf = scope.prf();
        int maxLength = column.maxLength();
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
            case TIMESTAMP ->
                new TimeShift(prf, options.within(), options.per(), column.kind() != ColumnKind.TIMESTAMP, shaped);
            case IP_ADDRESS -> new IpAddress(prf, keptHere, column.type().equalsIgnoreCase("cidr"), maxLength, odd);
            case NUMBER ->
                new NumberCode(
                        scope.permutations(), keptHere, scope.largestInteger(), countedCode(scope, keptHere, odd));
            case CODE ->
                column.parts() instanceof TypeParts.Labels labels
                        ? new LabelCode(scope.permutations(), labels.labels())
                        : new Code(scope.permutations(), keptHere);
            case UUID -> new UuidCode(scope.permutations(), keptHere, odd);
            case PASSWORD_HASH -> new PasswordHash(options.value(), maxLength, odd);
            case SECRET -> new VoidSecret(prf, scope.width());
            case REDACT, EMPTY, NULL, CONSTANT -> new Fixed(FixedText.of(entry, column.kind(), maxLength));
            case TEXT -> text(entry, maxLength, odd);
            case WORDS -> new SearchWords(options.of());
            case SQL -> new Computation(Computation.name(column.name()), column, odd);
            case CLASS -> classes.make(options, column, prf, shaped);
            case JSON, XML, PARTS -> throw new IllegalStateException("a value with parts is not plain");
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
        LinkScope scope = scope(entry);
        KeptValues.Link keptHere = kept(entry);
        List<String> of = entry.options().of();
        return inScript(entry, locale -> new PersonName(scope.prf(), keptHere, Names.of(locale), part, of, maxLength));
    }

    private Pseudonymizer locality(Locality.What what, Options.Entry entry, int maxLength) {
        LinkScope scope = scope(entry);
        KeptValues.Link keptHere = kept(entry);
        // The same for all columns of the link, but not spoilt by one that is hardly wide enough for anything.
        int room = Math.max(scope.width(), scope.width() == 0 ? 0 : 20);
        return inScript(
                entry,
                locale ->
                        new Locality(scope.prf(), keptHere, new Template(WordLists.of(locale)), what, room, maxLength));
    }

    private Pseudonymizer inScript(Options.Entry entry, Function<Locale, Pseudonymizer> ofLocale) {
        return new ScriptTrue(
                ofLocale.apply(locale(entry)), ofLocale, scope(entry).prf());
    }

    private Pseudonymizer text(Options.Entry entry, int maxLength, OddValues odd) {
        Map<Recipe, Pseudonymizer> inner = new EnumMap<>(Recipe.class);
        for (Recipe recipe : IN_TEXT) {
            Pseudonymizer made = watched(usual.of(recipe, entry.options()), Nesting.ANY_TEXT, odd);
            boolean name = recipe == Recipe.FIRST_NAME || recipe == Recipe.LAST_NAME;
            inner.put(recipe, name ? new Remembering(made) : made);
        }
        List<Names> lists = List.of(Names.of(locale(entry)), Names.of(Locale.ENGLISH));
        NameFinder names = new NameFinder(lists, List.of(locale(entry), Locale.ENGLISH));
        FormFinder forms = new FormFinder(LinkScope.region(entry.options(), mapLocale));
        return new FreeText(entry.options().of(), inner, forms, names, maxLength);
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
}
