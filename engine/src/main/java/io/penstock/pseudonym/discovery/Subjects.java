package io.penstock.pseudonym.discovery;

import io.penstock.database.Column;
import io.penstock.database.ForeignKey;
import io.penstock.database.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out what each table is about: from its name, its columns and what it refers to. */
final class Subjects {

    /** Fields that tables about things do not have. */
    private static final Set<String> OF_PEOPLE =
            Set.of("first-name", "last-name", "birth-date", "email", "password", "login", "iban", "tax-id");

    private static final double SURE = 0.7;

    private final DefaultList list = DefaultList.get();
    private final Clues clues = new Clues();
    private final Map<TableName, TableSubject> subjects = new HashMap<>();

    Map<TableName, TableSubject> of(List<TableProfile> tables, List<ForeignKey> foreignKeys) {
        Set<TableName> people = new HashSet<>();
        for (TableProfile table : tables) {
            TableSubject own = own(table);
            subjects.put(table.table().name(), own);
            if (own == TableSubject.PEOPLE || own == TableSubject.COMPANIES) {
                people.add(table.table().name());
            }
        }
        // Orders refer to customers, and payments to orders.
        for (int step = 0; step < 2; step++) {
            for (ForeignKey key : foreignKeys) {
                if (people.contains(key.referencedTable()) && subjects.get(key.table()) == TableSubject.UNKNOWN) {
                    subjects.put(key.table(), TableSubject.NEAR_PEOPLE);
                }
            }
            subjects.forEach((table, subject) -> {
                if (subject.people()) {
                    people.add(table);
                }
            });
        }
        return subjects;
    }

    private TableSubject own(TableProfile table) {
        NameWords words = table.words();
        Set<String> held = new HashSet<>();
        for (Column column : table.columns()) {
            for (Clue clue : clues.of(
                    words, column, table.comment(column), table.profile(column), TableSubject.UNKNOWN, false)) {
                if (clue.weight() >= SURE && OF_PEOPLE.contains(clue.field().name())) {
                    held.add(clue.field().name());
                }
            }
        }
        if (list.isCompanyTable(words)) {
            return TableSubject.COMPANIES;
        }
        if (list.isPersonTable(words) || held.size() >= 2) {
            return TableSubject.PEOPLE;
        }
        if (list.isThingTable(words)) {
            return TableSubject.THINGS;
        }
        return held.isEmpty() ? TableSubject.UNKNOWN : TableSubject.NEAR_PEOPLE;
    }
}
