package io.penstock.pseudonym.evidence;

import io.penstock.Figures;
import java.util.List;

/** What evidence says, in words for people; the same in a terminal and in a browser. */
public final class EvidenceWords {

    private EvidenceWords() {}

    /** One database: what was copied, and what was proven of it. */
    public static String summary(Evidence.Database database) {
        StringBuilder text = new StringBuilder();
        text.append(Figures.of(database.rows(), "row", "rows")).append(" in ");
        text.append(Figures.of(database.tables().size(), "table", "tables"));
        text.append(
                database.inPlace()
                        ? " replaced where they stand; "
                        : ", " + Figures.count(database.proven()) + " of them read back and found equal; ");
        text.append(Figures.of(database.foreignKeys(), "foreign key", "foreign keys"))
                .append(" without orphans");
        if (database.unvalidated() > 0) {
            text.append(", ")
                    .append(Figures.count(database.unvalidated()))
                    .append(" that the source does not validate either");
        }
        text.append(". ");
        if (database.copiedAsIs()) {
            text.append(
                    "Copied as it is: the source was pseudonymized with the same key and map, and its personal columns hold what its seal names. ");
        }
        Evidence.Leaks leaks = database.leaks();
        if (leaks == null) {
            text.append("It was not searched for personal values.");
        } else {
            text.append(search(leaks, database.inPlace()));
        }
        return text.toString();
    }

    private static String search(Evidence.Leaks leaks, boolean inPlace) {
        String text = "The whole " + (inPlace ? "database" : "copy") + " was searched for "
                + Figures.of(leaks.searched(), "personal value", "personal values")
                + (inPlace ? " that were replaced: " : " of the source: ")
                + (leaks.hits() == 0
                        ? "none was found"
                        : Figures.of(leaks.hits(), "hit", "hits") + " in "
                                + Figures.of(leaks.places().size(), "place", "places"));
        if (leaks.lookAlikes() > 0) {
            text += "; " + Figures.of(leaks.lookAlikes(), "look-alike", "look-alikes") + " may stand there by chance";
        }
        return text + ".";
    }

    /** Where a hit is, and what it is; never the value. */
    public static String hit(Evidence.Place place) {
        return place.place() + ": " + place.what() + ", " + Figures.of(place.hits(), "time", "times");
    }

    /** Where a database was read, and where the copy of it stands; one place when its rows were replaced there. */
    public static List<String> places(Evidence.Database database) {
        return database.inPlace() ? List.of(database.to()) : List.of(database.from(), database.to());
    }

    /** How a run that did not end well has left what it worked on. */
    public static String leftBy(Evidence evidence) {
        return evidence.databases().stream().anyMatch(Evidence.Database::inPlace)
                ? "every table is as it was or done, and a database that is not done bears no seal"
                : "the target is as it was";
    }

    /** The rows of a table, and those that were kept with the reasons. */
    public static String rows(Evidence.Table table) {
        String text = Figures.of(table.rows(), "row", "rows");
        if (table.kept() > 0 || !table.keptBecause().isEmpty()) {
            text += ", " + Figures.count(table.kept()) + " of them kept";
            if (!table.keptBecause().isEmpty()) {
                text += ": " + String.join("; ", table.keptBecause());
            }
        }
        return text + ".";
    }

    /** The pseudonymizer of a column, and what was odd. */
    public static String how(Evidence.Column column) {
        String link = column.link().equals(column.pseudonymizer()) ? "" : ", link " + column.link();
        String odd = column.odd() == 0 ? "" : "; " + Figures.of(column.odd(), "odd value", "odd values");
        return column.pseudonymizer() + link + odd;
    }
}
