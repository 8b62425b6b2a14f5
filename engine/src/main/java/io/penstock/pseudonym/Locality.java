package io.penstock.pseudonym;

/** Streets, cities, postal codes and companies, filled from the templates of a locale. */
final class Locality extends Walking {

    /** What is made. */
    enum What {
        STREET,
        POSTAL_CODE,
        CITY,
        COMPANY
    }

    private final Template template;
    private final What what;
    private final int room;
    private final int maxLength;

    /**
     * @param room candidates longer than this are passed over while there are others; 0 for any length
     * @param maxLength what is longer is cut; 0 for any length
     */
    Locality(Prf prf, KeptValues.Link kept, Template template, What what, int room, int maxLength) {
        super(prf, kept);
        this.template = template;
        this.what = what;
        this.room = room;
        this.maxLength = maxLength;
    }

    @Override
    String candidate(String value, KeyStream stream, RowContext row) {
        String best = made(value, stream);
        for (int i = 0; i < 8 && room > 0 && best.length() > room; i++) {
            String other = made(value, stream);
            best = other.length() < best.length() ? other : best;
        }
        return Fold.cut(Fold.likeCase(value, best), maxLength);
    }

    private String made(String value, KeyStream stream) {
        return switch (what) {
            case STREET ->
                hasDigit(value)
                        ? template.fill(stream, "address.street_address")
                        : template.fill(stream, "address.street_name");
            case CITY -> template.fill(stream, "address.city");
            case COMPANY -> template.fill(stream, "company.name");
            case POSTAL_CODE -> hasDigit(value) ? shaped(value, stream) : template.fill(stream, "address.postcode");
        };
    }

    /** Another postal code in the form of this one, so that one of another country stays one. */
    private static String shaped(String value, KeyStream stream) {
        StringBuilder shaped = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isDigit(c)) {
                shaped.append(stream.digit());
            } else if (Character.isLetter(c)) {
                shaped.append((char) ((Character.isLowerCase(c) ? 'a' : 'A') + stream.below(26)));
            } else {
                shaped.append(c);
            }
        }
        return shaped.toString();
    }

    private static boolean hasDigit(String value) {
        return value.chars().anyMatch(Character::isDigit);
    }
}
