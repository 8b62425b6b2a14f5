package io.penstock.pseudonym.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run did to personal data, for whoever answers for its protection. Times are ISO-8601 in UTC. Holds no value of a database, and no key.
 *
 * @param format {@link #FORMAT}
 * @param job what was asked for, such as {@code sync prd uat}
 * @param state {@code done}, {@code failed}, {@code refused} or {@code cancelled}; the target was changed by a run that is done alone
 * @param raw where personal values rested that had not been replaced, for people
 * @param map hexadecimal digits of the map's version
 * @param problems the codes of what ended it early
 */
public record Evidence(
        String format,
        String run,
        String landscape,
        String job,
        String startedBy,
        String state,
        String began,
        String ended,
        String raw,
        String map,
        Key key,
        List<Database> databases,
        List<String> problems) {

    public static final String FORMAT = "penstock evidence 1";

    public Evidence {
        databases = List.copyOf(databases);
        problems = List.copyOf(problems);
    }

    /**
     * Which key made the pseudonyms; never the key.
     *
     * @param id hexadecimal digits, equal for equal keys
     * @param version the number that the landscape gives it
     */
    public record Key(String id, int version) {}

    /**
     * @param from where the rows were read, for people
     * @param to where the copy stands
     * @param copiedAsIs whether the source was itself pseudonymized with this key and map
     * @param proven tables whose rows were read back and found equal to what was written
     * @param foreignKeys that were validated in the copy: no row of them refers to none
     * @param unvalidated foreign keys that the source does not vouch for either (NOT VALID); their orphans were not looked for
     */
    public record Database(
            String cluster,
            String from,
            String to,
            boolean copiedAsIs,
            long rows,
            int proven,
            int foreignKeys,
            int unvalidated,
            @Nullable Leaks leaks,
            List<Table> tables) {

        public Database {
            tables = List.copyOf(tables);
        }

        /** Whether its rows were replaced where they stand. */
        boolean inPlace() {
            return from.equals(to);
        }
    }

    /**
     * What the search for personal values in the copy found.
     *
     * @param searched values of the source that were looked for
     * @param hits that must not be; a copy with one does not reach the target
     * @param lookAlikes values that look like one of the source, and may be a pseudonym or a word
     * @param places where the hits are
     */
    public record Leaks(long searched, long hits, long lookAlikes, List<Place> places) {

        public Leaks {
            places = List.copyOf(places);
        }
    }

    /**
     * @param place such as {@code schema.table.column}
     * @param what such as {@code an e-mail address}, never the value
     */
    public record Place(String place, String what, long hits) {}

    /**
     * @param treatment {@code as is}, {@code pseudonymized} or {@code empty}
     * @param kept rows that stay as they are
     * @param keptBecause where the map says so, and why
     */
    public record Table(
            String table,
            String treatment,
            long rows,
            long kept,
            List<String> keptBecause,
            boolean proven,
            List<Column> columns) {

        public Table {
            keptBecause = List.copyOf(keptBecause);
            columns = List.copyOf(columns);
        }
    }

    /**
     * What became of the values in the rows that were not kept.
     *
     * @param nulls that stay NULL
     * @param empty that stay empty
     * @param unchanged values that are their own replacement: dashes, values of kept persons, and look-alikes by chance
     * @param odd values that are not what the map expects, replaced by their shape or as a whole
     * @param distinctBefore estimated within about 2 %
     * @param distinctAfter estimated within about 2 %
     */
    public record Column(
            String column,
            String pseudonymizer,
            String link,
            long nulls,
            long empty,
            long replaced,
            long unchanged,
            long odd,
            long distinctBefore,
            long distinctAfter) {}
}
