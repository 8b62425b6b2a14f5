package io.penstock.database.postgresql;

import io.penstock.database.Catalog;
import io.penstock.database.ChangedColumns;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.TableName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sequences stand where those of the source stand; where pseudonyms or preserved rows brought values past that, behind these. */
final class Sequences {

    /** Columns that draw from a sequence: it is theirs, or their default names it. */
    private static final String DRAWN = "SELECT DISTINCT s.oid::regclass::text, q.seqincrement > 0, q.seqmin, q.seqmax,"
            + " n.nspname, t.relname, a.attname FROM ("
            + "SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS attnum FROM pg_depend d"
            + " WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')"
            + " UNION ALL SELECT d.refobjid, f.adrelid, f.adnum FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid"
            + " WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass) x"
            + " JOIN pg_class s ON s.oid = x.sequence AND s.relkind = 'S' JOIN pg_sequence q ON q.seqrelid = s.oid"
            + " JOIN pg_class t ON t.oid = x.relation JOIN pg_namespace n ON n.oid = t.relnamespace"
            + " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.attnum ORDER BY 1, 5, 6, 7";

    record Position(long last, boolean called) {}

    private record Drawn(String sequence, boolean ascends, long first, long last, TableName table, String column) {}

    private final Catalog catalog;
    private final Connection shadow;
    private final List<String> remarks = new ArrayList<>();

    private Sequences(Catalog catalog, Connection shadow) {
        this.catalog = catalog;
        this.shadow = shadow;
    }

    /** @return what people should know of sequences that could not be set */
    static List<String> advance(PostgresSnapshot snapshot, Connection shadow, ChangedColumns changed)
            throws SQLException {
        Map<String, Position> positions = snapshot.ask("reading sequences", Sequences::positions);
        for (Map.Entry<String, Position> each : positions.entrySet()) {
            set(shadow, each.getKey(), each.getValue().last(), each.getValue().called());
        }
        return pass(snapshot.catalog(), shadow, changed);
    }

    /** Sets sequences behind all values of the changed columns that draw from them. */
    static List<String> pass(Catalog catalog, Connection shadow, ChangedColumns changed) throws SQLException {
        Sequences sequences = new Sequences(catalog, shadow);
        for (Drawn each : sequences.drawn(changed)) {
            sequences.pass(each);
        }
        return sequences.remarks;
    }

    /** Statements that do so without knowing the values. */
    static List<String> passing(Catalog catalog, Connection session, ChangedColumns changed) throws SQLException {
        return new Sequences(catalog, session)
                .drawn(changed).stream()
                        .map(each -> "SELECT pg_catalog.setval(" + Sql.literal(each.sequence()) + ", "
                                + (each.ascends() ? "greatest(" : "least(") + "s.last_value, "
                                + (each.ascends() ? "max(t." : "min(t.") + Sql.quote(each.column())
                                + ")::pg_catalog.int8)) FROM " + each.sequence() + " s, " + Sql.quote(each.table())
                                + " t GROUP BY s.last_value")
                        .toList();
    }

    private List<Drawn> drawn(ChangedColumns changed) throws SQLException {
        return Sql.list(
                        shadow,
                        DRAWN,
                        row -> new Drawn(
                                row.getString(1),
                                row.getBoolean(2),
                                row.getLong(3),
                                row.getLong(4),
                                new TableName(row.getString(5), row.getString(6)),
                                row.getString(7)))
                .stream()
                .filter(each -> changed.contains(catalog, each.table(), each.column()) && isNumber(each))
                .toList();
    }

    private boolean isNumber(Drawn drawn) {
        return catalog.table(drawn.table())
                .flatMap(table -> table.column(drawn.column()))
                .map(Column::kind)
                .filter(kind -> kind == ColumnKind.INTEGER || kind == ColumnKind.DECIMAL)
                .isPresent();
    }

    private void pass(Drawn drawn) throws SQLException {
        @Nullable
        BigDecimal extreme = Sql.list(
                        shadow,
                        "SELECT " + (drawn.ascends() ? "max(" : "min(") + Sql.quote(drawn.column()) + ") FROM "
                                + Sql.quote(drawn.table()),
                        row -> Optional.ofNullable(row.getBigDecimal(1)))
                .get(0)
                .filter(number -> number.abs().precision() - number.scale() < 40)
                .orElse(null);
        if (extreme == null) {
            return;
        }
        BigDecimal whole = extreme.setScale(0, drawn.ascends() ? RoundingMode.CEILING : RoundingMode.FLOOR);
        BigDecimal end = BigDecimal.valueOf(drawn.ascends() ? drawn.last() : drawn.first());
        int beyond = drawn.ascends() ? whole.compareTo(end) : end.compareTo(whole);
        if (beyond >= 0) {
            remarks.add("sequence " + drawn.sequence() + " ends at " + end + ", which values of " + drawn.table() + "."
                    + drawn.column() + " have reached: it has no number to give");
        }
        long value = (beyond > 0 ? end : whole).longValueExact();
        Position position = position(shadow, drawn.sequence());
        boolean past = drawn.ascends() ? value > position.last() : value < position.last();
        if (past || value == position.last() && !position.called()) {
            set(shadow, drawn.sequence(), value, true);
        }
    }

    static Map<String, Position> positions(Connection source) throws SQLException {
        List<String> sequences = Sql.list(
                source,
                "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND NOT " + CatalogReader.UNREADABLE
                        + " AND " + CatalogReader.USER_SCHEMA
                        + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass"
                        + " AND d.objid = c.oid AND d.deptype = 'e') ORDER BY 1",
                row -> row.getString(1));
        Map<String, Position> positions = new LinkedHashMap<>();
        for (String sequence : sequences) {
            positions.put(sequence, position(source, sequence));
        }
        return positions;
    }

    /** Where each stands, as a text that differs when it has moved. */
    static Map<String, String> shown(Connection session) throws SQLException {
        Map<String, String> shown = new LinkedHashMap<>();
        positions(session).forEach((name, at) -> shown.put(name, at.last() + (at.called() ? " given" : " next")));
        return shown;
    }

    private static Position position(Connection session, String sequence) throws SQLException {
        return Sql.one(
                session,
                "SELECT last_value, is_called FROM " + sequence,
                row -> new Position(row.getLong(1), row.getBoolean(2)));
    }

    static void set(Connection shadow, String sequence, long value, boolean called) throws SQLException {
        Sql.one(shadow, "SELECT setval(?::regclass, ?, ?)", row -> true, sequence, value, called);
    }
}
