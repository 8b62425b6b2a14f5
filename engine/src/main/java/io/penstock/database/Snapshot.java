package io.penstock.database;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A consistent view of a source database. Its methods are safe for use by several threads. */
public interface Snapshot extends AutoCloseable {

    Catalog catalog();

    /** The parts of a table, which together hold each of its rows once. */
    List<TablePart> parts(Table table);

    /** Takes the rows of a part through a rewriter as a copy would; nothing is written anywhere. */
    void rewrite(TablePart part, RowRewriter rewriter, WorkMonitor monitor);

    /** Shows a scan every field of every row of a part. */
    void scan(TablePart part, RowScan scan, WorkMonitor monitor);

    /** Shows a scan what else there is than rows of tables: comments, definitions, large objects. */
    void scanRest(RowScan scan, WorkMonitor monitor);

    /** Gives each distinct value, as text and without NULL, that a column has in the rows for which an SQL condition is true. */
    void distinctValues(TableName table, String column, Condition condition, Consumer<String> values);

    /**
     * Makes sure that a condition is one and speaks of what is there; reads no row.
     *
     * @throws io.penstock.PenstockException CONDITION-INVALID
     */
    void tryOut(Table table, Condition condition);

    /**
     * Makes sure that an expression over the columns of a table gives one value for a row, by evaluating it for at most one, and that it only reads.
     *
     * @throws io.penstock.PenstockException CONDITION-INVALID
     */
    void tryOutExpression(Table table, Condition expression);

    /** How many rows of a table satisfy a condition: its own rows, or those of all partitions of a partitioned one. */
    long count(Table table, Condition condition);

    /** The distinct values of columns in the rows that {@link #count} counts, as text; without those that hold a NULL. */
    List<List<String>> values(Table table, List<String> columns, Condition condition);

    /**
     * SQL that says whether the columns of a row hold one of several values, and is NULL where one of the columns is.
     *
     * @param values as {@link #values} gives them, of these columns or of columns that these refer to
     */
    String among(Table table, List<String> columns, Collection<List<String>> values);

    /**
     * Gives some rows of a table, as the texts of the columns. They are spread over a large table where the database can do that without reading all of it.
     * Binary values come as text too, in which bytes that are no letters may be escaped.
     */
    void sample(SampleRequest request, Consumer<List<@Nullable String>> rows);

    /** The texts that the database keeps about its objects. */
    List<CatalogText> texts();

    /** What the database fills by itself when rows are written: generated columns, defaults, triggers and rules. */
    List<Derivation> derivations();

    /**
     * A row.
     *
     * @param fields what the rewriter wants to see, {@code null} for NULL
     * @param kept whether it stays as it is
     */
    record Row(List<@Nullable String> fields, boolean kept) {}

    /** Some rows of a table as a rewriter sees them, no more than {@code rows}, in no order. */
    List<Row> firstRows(Table table, RowRewriter rewriter, int rows);

    /**
     * The constraints that refuse what rewriters make of a few rows, as far as the database can tell. Nothing is written. None where there are no rows,
     * or where only the copy will show it.
     */
    List<RefusedValues> refused(Map<TableName, RowRewriter> rewriters);

    /** Ends the sessions that are needed only while the source is read; the next question opens new ones. */
    void rest();

    @Override
    void close();
}
