package io.penstock.prepare.preparer;

import io.penstock.PenstockException;
import io.penstock.prepare.PrepareProblem;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Makes tables, columns, indexes, constraints and views that are missing, as scripts or table models declare them; leaves alone what is there, and drops nothing that holds rows. */
final class StructurePreparer extends ScriptedPreparer {

    private final StructureFiles files;
    private boolean initializing;

    StructurePreparer(StructureFiles files) {
        this.files = files;
    }

    @Override
    public boolean definesStructure() {
        return true;
    }

    @Override
    public boolean prepare() throws SQLException {
        initializing = true;
        return migrate();
    }

    @Override
    public boolean migrate() throws SQLException {
        Structure structure = new Structure(connection());
        for (Ddl ddl : declared()) {
            if (ddl instanceof Ddl.NewTable table) {
                make(structure, table);
            } else if (ddl instanceof Ddl.NewIndex index) {
                make(structure, index);
            } else if (ddl instanceof Ddl.NewConstraint constraint) {
                make(structure, constraint);
            } else if (ddl instanceof Ddl.NewView view) {
                if (!structure.has(view.view())) {
                    run(view.sql());
                    structure.forgetTables();
                }
            } else {
                execute(ddl.sql(), false);
                structure.forget();
            }
        }
        return true;
    }

    private List<Ddl> declared() {
        List<Ddl> all = new ArrayList<>();
        for (int i = 0; i < getNumberOfParameters(); i++) {
            all.addAll(read(getParameter(i), require(getParameter(i))));
        }
        if (getNumberOfParameters() == 0) {
            for (String name : files.usual(getCartridge())) {
                find(name).ifPresent(content -> all.addAll(read(name, content)));
            }
            if (all.isEmpty()) {
                note("The cartridge declares nothing for it, such as in "
                        + files.usual(getCartridge()).get(0) + ".");
            }
        }
        return all;
    }

    private List<Ddl> read(String name, byte[] content) {
        return name.endsWith(".properties")
                ? TableModel.read(name, content)
                : statements(new String(content, StandardCharsets.UTF_8)).stream()
                        .map(Ddl::of)
                        .toList();
    }

    private void run(String sql) throws SQLException {
        execute(sql, true);
    }

    private void execute(String sql, boolean counts) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            changed(counts ? 1 : Math.max(0, statement.getUpdateCount()));
        }
    }

    private void make(Structure structure, Ddl.NewTable table) throws SQLException {
        if (!structure.has(table.table())) {
            run(table.sql());
            structure.forgetTables();
            return;
        }
        List<String> there = structure.columns(table.table());
        List<String> declared = table.columns().stream()
                .map(column -> Structure.plain(column.name()))
                .toList();
        boolean other = !declared.isEmpty() && !new HashSet<>(there).equals(new HashSet<>(declared));
        boolean anew = initializing
                && settings().recreateTables()
                && (settings().recreateFilled() || other && isEmpty(structure, table.table()));
        if (anew && structure.isReferenced(table.table())) {
            note("The table " + table.table() + " was not made anew: others refer to it.");
        } else if (anew) {
            run("DROP TABLE " + structure.quoted(table.table()));
            run(table.sql());
            structure.forget();
            note("The table " + table.table()
                    + (settings().recreateFilled() ? "" : " was empty and had other columns: it") + " was made anew.");
            return;
        }
        for (Ddl.NewColumn column : table.columns()) {
            if (!there.contains(Structure.plain(column.name()))) {
                run("ALTER TABLE " + structure.quoted(table.table()) + " ADD COLUMN " + column.name() + " "
                        + column.definition());
            }
        }
    }

    private boolean isEmpty(Structure structure, String table) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT 1 FROM " + structure.quoted(table) + " FETCH FIRST 1 ROW ONLY")) {
            return !rows.next();
        }
    }

    private void make(Structure structure, Ddl.NewIndex index) throws SQLException {
        List<String> columns = plain(index.columns());
        var there = structure.indexes(index.table());
        Structure.Index named = there.get(Structure.plain(index.name()));
        if (named != null) {
            if (!columns.isEmpty() && (!named.columns().equals(columns) || named.unique() != index.unique())) {
                note("The index " + index.name() + " is there with another definition, and was left as it is.");
            }
        } else if (columns.isEmpty() || !there.containsValue(new Structure.Index(index.unique(), columns))) {
            run(index.sql());
            structure.forgetKeys(index.table());
        }
    }

    private void make(Structure structure, Ddl.NewConstraint constraint) throws SQLException {
        boolean there = !constraint.name().isEmpty() && structure.hasConstraint(constraint.table(), constraint.name());
        List<String> columns = plain(constraint.columns());
        if (!there) {
            there = switch (constraint.kind()) {
                case PRIMARY_KEY -> structure.hasPrimaryKey(constraint.table());
                case UNIQUE -> structure.indexes(constraint.table()).containsValue(new Structure.Index(true, columns));
                case FOREIGN_KEY ->
                    structure
                            .foreignKeys(constraint.table())
                            .contains(new Structure.ForeignKey(columns, Structure.plain(constraint.referenced())));
                case CHECK -> {
                    if (constraint.name().isEmpty()) {
                        throw new PenstockException(
                                PrepareProblem.STEP_INVALID,
                                "A check of the table " + constraint.table()
                                        + " has no name, so that no one can tell whether it is there.",
                                "Name it: ADD CONSTRAINT name CHECK.");
                    }
                    yield false;
                }
            };
        }
        if (!there) {
            run(constraint.sql());
            structure.forgetKeys(constraint.table());
        }
    }

    private static List<String> plain(List<String> names) {
        return names.stream().map(Structure::plain).toList();
    }
}
