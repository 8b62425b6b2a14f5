package io.penstock.pseudonym.account;

import java.util.List;
import java.util.stream.Collectors;

/**
 * By which references the rows of a table may hang on an account; each as SQL that says whether it leads to a kept row, and is NULL where it leads to
 * none.
 *
 * @param direct to the account's own table
 * @param indirect to the other tables that were reached
 */
record Ties(List<String> direct, List<String> indirect) {
    Ties {
        direct = List.copyOf(direct);
        indirect = List.copyOf(indirect);
    }

    /**
     * Which rows hang on the account. Where a row names accounts, all of them must be kept, and nothing else counts.
     *
     * @param strictly whether a row that names none must refer to kept rows alone; else one of them is enough
     */
    String condition(boolean strictly) {
        String ofRows = strictly ? anyAndAll(indirect) : any(indirect);
        if (direct.isEmpty()) {
            return ofRows;
        }
        if (indirect.isEmpty()) {
            return anyAndAll(direct);
        }
        String namesNone = direct.stream().map(each -> "(" + each + ") IS NULL").collect(Collectors.joining(" AND "));
        return "(" + anyAndAll(direct) + ") OR (" + namesNone + " AND (" + ofRows + "))";
    }

    private static String any(List<String> references) {
        return "((" + String.join(") OR (", references) + "))";
    }

    /** At least one of the references leads to a kept row, and none to another one. */
    private static String anyAndAll(List<String> references) {
        return references.size() == 1
                ? references.get(0)
                : any(references) + " AND (" + String.join(") IS NOT FALSE AND (", references) + ") IS NOT FALSE";
    }
}
