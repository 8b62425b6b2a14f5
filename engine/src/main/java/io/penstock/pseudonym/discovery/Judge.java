package io.penstock.pseudonym.discovery;

import io.penstock.database.Column;
import io.penstock.pseudonym.discovery.Finding.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weighs what speaks for each field, and proposes what to do with a column. */
final class Judge {

    /** From here on a column is proposed as personal, and from the second on it is left to a person. */
    private static final double PERSONAL = 0.6;

    private static final double DOUBTFUL = 0.3;

    /** A name alone that stands so surely for a field goes before what a key column usually is. */
    private static final double BEYOND_DOUBT = 0.8;

    private static final Set<String> WITHOUT_SHAPE =
            Set.of("password", "secret", "security-answer", "card-secret", "sensitive");

    private final Clues clues = new Clues();

    /** All that speaks for one field. */
    private record Case(Field field, double weight, List<String> reasons) {}

    /**
     * What a column is.
     *
     * @param key whether it is part of the primary key or a foreign key
     * @param distinct whether different values need different pseudonyms
     */
    Finding of(TableProfile table, Column column, TableSubject subject, boolean key, boolean distinct) {
        Profile profile = table.profile(column);
        List<Case> cases = weigh(clues.of(table.words(), column, table.comment(column), profile, subject, key));
        if (key && (cases.isEmpty() || cases.get(0).weight() < BEYOND_DOUBT)) {
            return open(table, column, 0.97, "key");
        }
        if (table.holdsSecrets(column)) {
            return undecided(table, column, 0.5, "settings, of which some are named as secrets or addresses", distinct);
        }
        if (profile.hasDocuments()) {
            return new Documents(this, clues).of(table, column, profile.documents(), subject);
        }
        for (Case each : cases) {
            Optional<String> entry = each.field().entry(column, distinct);
            boolean byContent = each.reasons().stream().anyMatch(reason -> reason.contains("%"));
            if (entry.isEmpty() && !byContent) {
                continue;
            }
            if (each.field().left()) {
                return open(
                        table,
                        column,
                        1 - each.weight() / 2,
                        "left as it is, though about people: " + each.field().name());
            }
            if (each.weight() >= PERSONAL && entry.isPresent()) {
                return finding(table, column, Verdict.PERSONAL, each, entry.get());
            }
            if (each.weight() >= DOUBTFUL) {
                return finding(table, column, Verdict.UNDECIDED, each, entry.orElse(null));
            }
            break;
        }
        return unremarkable(table, column, profile, subject, cases, distinct);
    }

    /** The fields, the likeliest first. */
    private static List<Case> weigh(List<Clue> clues) {
        Map<Field, Double> against = new LinkedHashMap<>();
        Map<Field, Set<String>> reasons = new LinkedHashMap<>();
        for (Clue clue : clues) {
            against.merge(clue.field(), 1 - clue.weight(), (one, other) -> one * other);
            reasons.computeIfAbsent(clue.field(), absent -> new LinkedHashSet<>())
                    .add(clue.why());
        }
        List<Case> cases = new ArrayList<>();
        against.forEach((field, chance) ->
                cases.add(new Case(field, 1 - chance, new ArrayList<>(reasons.getOrDefault(field, Set.of())))));
        cases.sort(Comparator.comparingDouble(Case::weight).reversed());
        return cases;
    }

    /** The pseudonymizer for a place of a document, if it is personal. */
    Optional<Place> placed(List<Clue> found, Column text) {
        return weigh(found).stream()
                .filter(each -> each.weight() >= DOUBTFUL && !each.field().left())
                .findFirst()
                .flatMap(each ->
                        each.field().entry(text, false).map(entry -> new Place(entry, each.weight(), each.field())));
    }

    /** What a place of a document is. */
    record Place(String entry, double weight, Field field) {}

    private Finding unremarkable(
            TableProfile table,
            Column column,
            Profile profile,
            TableSubject subject,
            List<Case> cases,
            boolean distinct) {
        double left = cases.isEmpty() ? 1 : 1 - cases.get(0).weight();
        return switch (column.kind()) {
            case BOOLEAN, ENUM -> open(table, column, 0.99 * left, "type");
            case INTEGER, DECIMAL, FLOAT, DATE, TIME, TIMESTAMP -> open(table, column, 0.95 * left, "type");
            case UUID -> open(table, column, 0.92 * left, "type");
            case TEXT, NETWORK, ARRAY, JSON -> text(table, column, profile, subject, left, distinct);
            case XML, BINARY, LARGE_OBJECT, COMPOSITE, PAIRS, RANGE, SEARCH, OTHER ->
                subject.people()
                        ? undecided(table, column, 0.4, "of a type that is not looked into", distinct)
                        : open(table, column, 0.75 * left, "not near people");
        };
    }

    private Finding text(
            TableProfile table, Column column, Profile profile, TableSubject subject, double left, boolean distinct) {
        boolean things = subject == TableSubject.THINGS;
        if (profile.values() == 0) {
            return subject.people()
                    ? undecided(table, column, 0.3, "no value seen", distinct)
                    : open(table, column, (things ? 0.8 : 0.65) * left, "no value seen, not near people");
        }
        if (profile.isEnumeration()) {
            return open(table, column, 0.92 * left, "few different values");
        }
        if (profile.isWritten() && !things) {
            return undecided(table, column, 0.4, "texts of several words", distinct);
        }
        if (subject.people() && profile.share(Format.NAME_LIKE) > 0.5 && profile.distinct() > 20) {
            return undecided(table, column, 0.35, "words near people", distinct);
        }
        return open(table, column, (things ? 0.9 : subject.people() ? 0.7 : 0.8) * left, "no sign of people");
    }

    Finding open(TableProfile table, Column column, double confidence, String reason) {
        return made(table, column, Verdict.PUBLIC, null, null, confidence, List.of(reason));
    }

    Finding undecided(TableProfile table, Column column, double confidence, String reason, boolean distinct) {
        Field text = DefaultList.get().field("free-text");
        String entry = text.entry(column, distinct).orElse(null);
        return made(table, column, Verdict.UNDECIDED, null, entry, confidence, List.of(reason));
    }

    private static Finding finding(
            TableProfile table, Column column, Verdict verdict, Case each, @Nullable String entry) {
        return made(table, column, verdict, each.field().name(), entry, each.weight(), each.reasons());
    }

    static Finding made(
            TableProfile table,
            Column column,
            Verdict verdict,
            @Nullable String field,
            @Nullable String entry,
            double confidence,
            List<String> reasons) {
        Profile profile = table.profile(column);
        boolean shown = (field == null || !WITHOUT_SHAPE.contains(field))
                && profile.share(Format.TOKEN) < 0.5
                && !profile.hasDocuments();
        return new Finding(
                table.table().name(),
                column.name(),
                column.type(),
                verdict,
                field,
                entry,
                (int) Math.round(100 * Math.max(0.01, Math.min(0.99, confidence))),
                reasons,
                shown ? profile.shape().orElse(null) : null);
    }
}
