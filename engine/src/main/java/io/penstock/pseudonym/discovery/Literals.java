package io.penstock.pseudonym.discovery;

import io.penstock.database.CatalogText;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds personal values in what a database keeps beside the rows. Says where and of what kind, never what. */
final class Literals {

    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern TOKEN = Pattern.compile("[^\\s\"'(),;{}]+");

    private static final Set<Format> TELLING = EnumSet.of(
            Format.EMAIL,
            Format.IBAN,
            Format.CARD_NUMBER,
            Format.PHONE,
            Format.FULL_NAME,
            Format.PASSWORD_HASH,
            Format.TOKEN,
            Format.URL_WITH_USER,
            Format.EMBEDDED);

    private final Formats formats;

    Literals(Formats formats) {
        this.formats = formats;
    }

    List<String> notes(List<CatalogText> texts) {
        Set<String> notes = new TreeSet<>();
        for (CatalogText text : texts) {
            if (text.kind() != CatalogText.Kind.STATISTICS) {
                for (Format format : found(text)) {
                    notes.add(text.of() + " holds " + format.words() + ", which a copy would carry: "
                            + (text.kind() == CatalogText.Kind.COMMENT
                                    ? "write the comment anew without them"
                                    : "define it anew without them"));
                }
            }
        }
        return List.copyOf(notes);
    }

    private Set<Format> found(CatalogText text) {
        Set<Format> found = EnumSet.noneOf(Format.class);
        switch (text.kind()) {
            case COMMENT -> {
                found.addAll(formats.of(text.text()));
                tokens(text.text(), found);
            }
            case LABELS -> text.text().lines().forEach(label -> found.addAll(formats.of(label)));
            case DEFAULT, VIEW, CHECK, FUNCTION, CONDITION -> {
                Matcher literal = LITERAL.matcher(text.text());
                while (literal.find()) {
                    String value = literal.group(1).replace("''", "'");
                    if (!value.isBlank()) {
                        found.addAll(formats.of(value));
                        tokens(value, found);
                    }
                }
            }
            case STATISTICS -> {}
        }
        found.retainAll(TELLING);
        return found;
    }

    private void tokens(String text, Set<Format> found) {
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            found.addAll(formats.of(token.group()));
        }
    }
}
