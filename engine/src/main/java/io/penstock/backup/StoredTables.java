package io.penstock.backup;

import io.penstock.database.RowSum;
import io.penstock.database.StoredDatabase;
import io.penstock.database.TableName;
import io.penstock.database.TablePart;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The database of one cluster in a backup. */
final class StoredTables implements StoredDatabase {

    private final Backup backup;
    private final Manifest.DatabaseContent content;
    private final Map<TableName, List<Manifest.PartContent>> tables = new HashMap<>();

    StoredTables(Backup backup, Manifest.DatabaseContent content) {
        this.backup = backup;
        this.content = content;
        content.tables().forEach(table -> tables.put(new TableName(table.schema(), table.table()), table.parts()));
    }

    @Override
    public String name() {
        return "backup " + backup.manifest().id();
    }

    @Override
    public String product() {
        return content.product();
    }

    @Override
    public int majorVersion() {
        return content.majorVersion();
    }

    @Override
    public InputStream structure() {
        return backup.open(content.structure());
    }

    @Override
    public List<TablePart> parts(TableName table) {
        List<TablePart> parts = new ArrayList<>();
        List<Manifest.PartContent> written = tables.getOrDefault(table, List.of());
        for (int i = 0; i < written.size(); i++) {
            parts.add(
                    new TablePart(table, i, written.size(), 0, 0, written.get(i).bytes()));
        }
        return parts;
    }

    private Manifest.PartContent part(TablePart part) {
        return Objects.requireNonNull(tables.get(part.table())).get(part.number());
    }

    @Override
    public InputStream rows(TablePart part) {
        return backup.open(part(part).object());
    }

    @Override
    public RowSum sum(TablePart part) {
        return part(part).rowSum();
    }

    @Override
    public long largeObjects() {
        return content.largeObjects();
    }

    @Override
    public InputStream largeObjectStream() {
        return backup.open(Objects.requireNonNull(content.largeObjectPart()));
    }
}
