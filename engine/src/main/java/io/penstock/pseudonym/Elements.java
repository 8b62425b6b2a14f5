package io.penstock.pseudonym;

import io.penstock.database.NestedText;

/** Replaces the elements of arrays; NULL and empty ones stay. What is no array becomes an empty one and is counted. */
record Elements(Pseudonymizer element, OddValues odd) implements Pseudonymizer {

    @Override
    public String replace(String value, RowContext row) {
        String made = NestedText.elements(value, each -> each.isEmpty() ? each : element.replace(each, row));
        if (made == null) {
            odd.add();
            return "{}";
        }
        return made;
    }
}
