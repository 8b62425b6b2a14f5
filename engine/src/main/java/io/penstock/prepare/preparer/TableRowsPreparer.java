package io.penstock.prepare.preparer;

import io.penstock.PenstockException;
import io.penstock.prepare.PrepareProblem;
import io.penstock.prepare.Preparer;
import io.penstock.prepare.cartridge.DataSet;
import io.penstock.prepare.preparer.TargetTable.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of a table from data sets, as a declaration says: which columns know a row, and what stands for what. References are given by natural keys; rows get the UUIDs of
 * UUID files, or else ones derived from table and natural key, so that they are the same in edit and live. Projects may extend it, to write rows of their own.
 */
public class TableRowsPreparer extends Preparer {

    private final RowsMode mode;
    private final @Nullable String kind;

    /** Adds what is missing and updates what differs; the first file of the step is the declaration. */
    public TableRowsPreparer() {
        this(RowsMode.UPSERT, null);
    }

    /** @param kind of the built-in declaration; null when the first file of the step is the declaration */
    TableRowsPreparer(RowsMode mode, @Nullable String kind) {
        this.mode = mode;
        this.kind = kind;
    }

    final StepFiles files() {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < getNumberOfParameters(); i++) {
            parameters.add(getParameter(i));
        }
        return StepFiles.of(parameters);
    }

    @Override
    public boolean countsRows() {
        return true;
    }

    @Override
    public boolean checkParameters() {
        StepFiles files = files();
        int data = files.data().size() - (kind == null ? 1 : 0);
        return data > 0 || data == 0 && mode == RowsMode.TEXTS && !files.texts().isEmpty();
    }

    @Override
    public boolean prepare() throws SQLException {
        StepFiles files = files();
        int first = kind == null ? 1 : 0;
        RowsDeclaration declaration = declaration(files);
        Map<String, String> uuids = new LinkedHashMap<>();
        files.uuids().forEach(file -> uuids.putAll(getDataFiles().uuids(file)));
        DataRows rows =
                new DataRows(session(), declaration, words(declaration, files.words()), uuids, this::deriveUUID);
        LocalizedRows texts = LocalizedRows.of(
                session(),
                declaration,
                files.texts(),
                getDataFiles(),
                settings().fallbackLocale());
        for (String file : files.data()
                .subList(Math.min(first, files.data().size()), files.data().size())) {
            for (DataSet set : getDataSets(file)) {
                try {
                    write(rows, texts, set);
                } catch (PenstockException e) {
                    throw new PenstockException(
                            PrepareProblem.STEP_INVALID,
                            file + ", Data." + set.group() + ": "
                                    + e.problems().get(0).what(),
                            e.problems().get(0).remedy(),
                            e);
                }
            }
        }
        if (files.data().size() <= first) {
            for (String id : texts.named()) {
                write(
                        rows,
                        texts,
                        new DataSet(
                                id,
                                Map.of(declaration.key().get(declaration.key().size() - 1), id)));
            }
        }
        return true;
    }

    private void write(DataRows rows, LocalizedRows texts, DataSet set) throws SQLException {
        DataRow row = rows.row(set);
        if (mode == RowsMode.DELETE) {
            Optional<String> id = rows.id(row);
            if (id.isPresent()) {
                changed(texts.delete(id.get()) + rows.delete(row));
            }
            return;
        }
        boolean there = rows.exists(row);
        if (there && (mode == RowsMode.UPSERT || mode == RowsMode.UPDATE)) {
            changed(rows.update(row));
        } else if (!there && (mode == RowsMode.UPSERT || mode == RowsMode.ADD)) {
            changed(rows.insert(row));
        } else if (!there) {
            note(row.name() + " is not there, and is not made by this step.");
            return;
        }
        rows.id(row).ifPresent(id -> {
            if (!row.uuid().isEmpty() && !row.uuid().equals(id)) {
                note(row.name() + " has another UUID here than the file gives it: replication needs equal ones.");
            }
        });
        if (!there || mode != RowsMode.ADD) {
            Optional<String> id = rows.id(row);
            if (id.isPresent()) {
                changed(texts.write(id.get(), row.name()));
            }
        }
    }

    private static Map<String, String> words(RowsDeclaration declaration, List<String> given) {
        if (given.size() > declaration.words().size()) {
            throw new PenstockException(
                    PrepareProblem.STEP_INVALID,
                    "'" + given.get(declaration.words().size()) + "' means nothing here.",
                    "Take it out; a file is named with its ending, or as a bundle with its package.");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            if (!declaration.words().get(i).equals("-")) {
                values.put(declaration.words().get(i), given.get(i));
            }
        }
        return values;
    }

    private RowsDeclaration declaration(StepFiles files) {
        String name = kind == null ? files.data().get(0) : getCartridge() + "/dbinit/tables/" + kind + ".properties";
        if (kind == null || getDataFiles().find(name).isPresent()) {
            return RowsDeclaration.read(name, getDataFiles().properties(name));
        }
        Properties builtIn = new Properties();
        try (InputStream in = TableRowsPreparer.class.getResourceAsStream(kind + ".properties")) {
            builtIn.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> entries = new LinkedHashMap<>();
        builtIn.forEach((key, value) -> entries.put(key.toString(), value.toString()));
        return RowsDeclaration.read(kind, entries);
    }

    /**
     * Adds a row that is missing, or updates one that differs, and counts it.
     *
     * @param key the columns by which the row is known
     * @param values by column, those of the key among them; as text, whatever the type of the column is
     */
    protected final void upsert(String table, List<String> key, Map<String, String> values) throws SQLException {
        DataRows rows = new DataRows(session(), RowsDeclaration.of(table, key), Map.of(), Map.of(), this::deriveUUID);
        DataRow row = rows.row(new DataSet("", values));
        changed(rows.exists(row) ? rows.update(row) : rows.insert(row));
    }

    /** The value of a column of the row of a key; empty when there is no such row, or it has none. */
    protected final Optional<String> valueOf(String table, Map<String, String> key, String column) throws SQLException {
        TargetTable target = TargetTable.find(session(), table);
        Map<Field, @Nullable String> fields = new LinkedHashMap<>();
        key.forEach((name, value) -> fields.put(target.require(name), value));
        return new TableRows(session(), target, Optional.empty())
                .value(fields, target.require(column))
                .flatMap(value -> value);
    }
}
