package io.penstock.database;

import io.penstock.Problem;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The work of replacing the rows of a database where they stand. What has been done is recorded in the database itself, together with each table, so
 * that a run that died is taken up by the next one and no row is replaced twice. Its methods are safe for use by several threads unless they say
 * otherwise.
 */
public interface InPlace extends AutoCloseable {

    /** The schema that holds the record while the work goes on; no table of the application. */
    String SCHEMA = "penstock_in_place";

    /**
     * What is to be done with one column, for the record.
     *
     * @param filter the condition of the rows that are kept; absent where none are
     */
    record Assignment(
            TableName table,
            String column,
            String pseudonymizer,
            @Nullable String filter) {}

    /**
     * A column whose values in the kept rows stay as they are everywhere in its link.
     *
     * @param label under which the values are recorded and given back
     */
    record KeptColumn(TableName table, String column, String label) {}

    /**
     * A run that has begun and not ended.
     *
     * @param identity what it replaces by, see {@link #begin}
     * @param done how many of its tables are done
     * @param leaking whether it has found personal values after all was replaced
     */
    record Begun(String identity, int done, int tables, boolean leaking) {}

    /** @param kept how many of the rows stay as they are */
    record Replaced(long rows, long kept) {}

    /** The run that an earlier process has begun. */
    Optional<Begun> begun();

    /** What keeps the rows of these tables from being replaced: rights, each with the SQL that grants it. */
    List<Problem> obstacles(Collection<Table> tables);

    /** Where values that were in the database before stay all the same, such as its log; each as a phrase for people. */
    List<String> remains();

    /**
     * Records what is to be done and which rows are kept, and takes away the foreign keys of the tables; all of it, or nothing. Only once.
     *
     * @param identity of key and map: who takes the run up has to have the same
     * @param rules of the tables that change, in the order of work
     */
    void begin(
            String identity,
            List<Assignment> assignments,
            List<KeptColumn> kept,
            Catalog catalog,
            Map<Table, TableRule> rules,
            WorkMonitor monitor);

    /** Gives the values of the kept rows that stay everywhere, each with the label of its column. */
    void keptValues(BiConsumer<String, String> values);

    /** The foreign keys of the tables of a run that has begun, as they were before. Some are away now. */
    List<ForeignKey> foreignKeysBefore();

    /** The tables that are done, with what was done to them. */
    Map<TableName, Replaced> done();

    /** Replaces the rows of one table by its rule, wholly or not at all, and records that. */
    Replaced replace(Catalog catalog, Table table, TableRule rule, WorkMonitor monitor);

    /**
     * What follows the rows; each step may be repeated. Asked for when all tables are done.
     *
     * @param largeObjects whether large objects stay
     */
    List<BuildStep> closingSteps(Catalog catalog, Map<Table, TableRule> rules, boolean largeObjects);

    /** Records that personal values were found where all was replaced. What they were is known to this run alone, so no other one may complete it. */
    void leaking();

    /** Puts the mark on the database and forgets the record, at once. */
    void finish(Marker marker);

    /**
     * Writes SQL that does the same when a person runs it in this very database, and only there. For that the database gets a token, and nothing else is changed. The
     * script holds new values beside keys that are not personal, and neither old values nor a key of pseudonyms.
     *
     * @throws java.io.UncheckedIOException when it cannot be written
     */
    void write(InPlaceScript script, OutputStream to, WorkMonitor monitor);

    /** What people should know of how it went; each as a phrase. */
    List<String> remarks();

    @Override
    void close();
}
