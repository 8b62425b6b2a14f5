package io.penstock.pseudonym.discovery;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Gathers what names, comments and content say about a column. */
final class Clues {

    /** Fewer values than this prove little. */
    private static final int FEW = 5;

    private static final Set<String> CHECKED = Set.of(
            "email", "iban", "ip-address", "phone", "first-name", "last-name", "full-name", "street", "card-number");

    private final DefaultList list = DefaultList.get();

    /** All that speaks for some field. */
    List<Clue> of(NameWords table, Column column, String comment, Profile profile, TableSubject subject, boolean key) {
        List<Clue> clues = new ArrayList<>();
        NameWords name = NameWords.of(column.name());
        byName(clues, table, name, profile, subject);
        byComment(clues, comment);
        if (column.kind() == ColumnKind.TEXT
                || column.kind() == ColumnKind.NETWORK
                || column.kind() == ColumnKind.XML
                || column.kind() == ColumnKind.ARRAY
                || column.kind() == ColumnKind.BINARY) {
            byContent(
                    clues,
                    profile,
                    subject,
                    key || list.isAbout(name) || name.joined().equals("id"));
        }
        if (column.kind() == ColumnKind.DATE) {
            add(clues, Format.BIRTH_DATE, profile, profile.spansALife() ? subject.people() ? 0.7 : 0.4 : 0);
        }
        return clues;
    }

    /** What speaks for some field at a place of a document. */
    List<Clue> of(DocumentProfile.Place place, TableSubject subject) {
        List<Clue> clues = new ArrayList<>();
        byName(clues, new NameWords(List.of()), NameWords.of(place.name()), place.profile(), subject);
        byContent(clues, place.profile(), subject, false);
        return clues;
    }

    private void byName(List<Clue> clues, NameWords table, NameWords name, Profile profile, TableSubject subject) {
        if (subject == TableSubject.COMPANIES && name.joined().equals("name")) {
            clues.add(new Clue(list.field("company"), 0.85, "name"));
            return;
        }
        boolean aside = list.isAbout(name);
        for (Field field : list.fields()) {
            double fit = field.fit(table, name, subject.people(), aside);
            if (fit > 0) {
                clues.add(new Clue(field, fit * belief(field, profile, subject), "name"));
            }
        }
    }

    private void byComment(List<Clue> clues, String comment) {
        NameWords words = NameWords.of(comment);
        if (words.isEmpty() || words.words().size() > 30) {
            return;
        }
        for (Field field : list.fields()) {
            if (field.fit(new NameWords(List.of()), words, false, false) > 0) {
                clues.add(new Clue(field, words.words().size() < 6 ? 0.7 : 0.4, "comment"));
            }
        }
    }

    /** How far the content bears out what the name says, from 0 to 1. */
    private static double belief(Field field, Profile profile, TableSubject subject) {
        if (field.name().equals("city")) {
            // A table of places is not about those who live there.
            return subject == TableSubject.THINGS ? 0.3 : 1;
        }
        if (profile.values() < FEW || !CHECKED.contains(field.name())) {
            return 1;
        }
        double kept = switch (field.name()) {
            case "email" -> profile.share(Format.EMAIL);
            case "iban" -> profile.share(Format.IBAN) + codes(profile);
            case "ip-address" -> profile.share(Format.IP_ADDRESS) + codes(profile);
            case "card-number" -> profile.share(Format.CARD_NUMBER) + profile.digitsOnly() + codes(profile);
            case "phone" ->
                profile.share(Format.PHONE)
                        + profile.digitsOnly()
                        + codes(profile)
                        + profile.share(Format.POSTAL_CODE)
                        + profile.share(Format.STREET);
            case "street" ->
                1 - profile.share(Format.EMAIL) - profile.share(Format.IP_ADDRESS) - profile.share(Format.UUID);
            default -> profile.share(Format.NAME_LIKE) + profile.share(Format.FULL_NAME);
        };
        boolean people = subject.people();
        return kept > 0.3 ? 1 : kept > 0.05 || people ? 0.7 : 0.3;
    }

    private static double codes(Profile profile) {
        return profile.share(Format.CODE_LIKE);
    }

    /** @param identifier whether the column is a key, so that random words are what is to be expected there */
    private void byContent(List<Clue> clues, Profile profile, TableSubject subject, boolean identifier) {
        if (profile.values() == 0) {
            return;
        }
        for (Format format : EnumSet.allOf(Format.class)) {
            double most = switch (format) {
                case EMAIL, IBAN, IP_ADDRESS, PASSWORD_HASH, URL_WITH_USER, USER_AGENT, CARD_NUMBER, API_KEY -> 0.97;
                case PHONE, MAC_ADDRESS -> 0.85;
                case TOKEN -> identifier ? 0 : 0.5;
                case FULL_NAME, STREET -> subject == TableSubject.THINGS ? 0.5 : 0.9;
                case FIRST_NAME, LAST_NAME ->
                    identifier ? 0 : subject.people() ? 0.8 : subject == TableSubject.THINGS ? 0.3 : 0.6;
                case CITY -> identifier || subject == TableSubject.THINGS ? 0 : subject.people() ? 0.7 : 0.4;
                case POSTAL_CODE ->
                    subject.people() && profile.digitsOnly() > 0.9 && profile.meanLength() == 5 ? 0.4 : 0;
                case EMBEDDED -> 0.75;
                case HASH -> 0.2;
                case IMAGE -> subject.people() ? 0.6 : 0.2;
                case BIRTH_DATE -> profile.spansALife() ? subject.people() ? 0.6 : 0.4 : 0;
                case UUID, WORDS, NAME_LIKE, CODE_LIKE -> 0;
            };
            add(clues, format, profile, most);
        }
    }

    private void add(List<Clue> clues, Format format, Profile profile, double most) {
        String field = format.field();
        double share = profile.share(format);
        if (field == null || field.equals("hash") || most == 0 || share == 0) {
            return;
        }
        double enough = format == Format.EMBEDDED ? 0.1 : format == Format.CARD_NUMBER ? 0.6 : 0.7;
        double weight = most * Math.min(1, share / enough);
        if (!format.checked() && profile.isEnumeration()) {
            // A few words that come again and again are seldom names.
            weight *= 0.4;
        }
        if (profile.values() < FEW
                && format != Format.EMAIL
                && format != Format.IBAN
                && format != Format.PASSWORD_HASH) {
            weight *= 0.6;
        }
        if (weight >= 0.05) {
            clues.add(new Clue(list.field(field), weight, (int) Math.round(100 * share) + " % " + format.words()));
        }
    }
}
