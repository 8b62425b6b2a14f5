package io.penstock.pseudonym;

import java.util.List;

/** First names, last names, and both together, from the lists of a locale. */
final class PersonName extends Walking {

    /** Which part of a name the column holds. */
    enum Part {
        FIRST,
        LAST,
        FULL
    }

    private final Names names;
    private final Part part;
    private final List<String> of;
    private final int maxLength;

    /** @param of for {@link Part#FULL}: the columns of the row whose pseudonyms make up the name; may be empty */
    PersonName(Prf prf, KeptValues.Link kept, Names names, Part part, List<String> of, int maxLength) {
        super(prf, kept);
        this.names = names;
        this.part = part;
        this.of = List.copyOf(of);
        this.maxLength = maxLength;
    }

    @Override
    String candidate(String value, KeyStream stream, RowContext row) {
        String name = switch (part) {
            case FIRST -> first(value, stream);
            case LAST -> stream.pick(names.last());
            case FULL -> full(value, stream, row);
        };
        return Fold.cut(Fold.likeCase(value, name), maxLength);
    }

    private String first(String value, KeyStream stream) {
        return stream.pick(names.first(names.gender(Fold.caseless(value))));
    }

    private String full(String value, KeyStream stream, RowContext row) {
        StringBuilder composed = new StringBuilder();
        for (String column : of) {
            String pseudonym = row.pseudonym(column);
            if (pseudonym != null && !pseudonym.isBlank()) {
                composed.append(composed.length() == 0 ? "" : " ").append(pseudonym.strip());
            }
        }
        if (composed.length() > 0) {
            return composed.toString();
        }
        int comma = value.indexOf(',');
        if (comma > 0) {
            return stream.pick(names.last()) + ", " + first(value.substring(comma + 1), stream);
        }
        return first(value, stream) + " " + stream.pick(names.last());
    }
}
