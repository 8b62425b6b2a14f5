package io.penstock.prepare.preparer;

import io.penstock.database.PreparationSession;
import io.penstock.prepare.cartridge.DataFiles;
import io.penstock.prepare.preparer.TargetTable.Field;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The localized texts of rows, one row for each locale: the text {@code ShopTitle.displayName} of a bundle goes into the column {@code display_name} of the owner {@code ShopTitle}. */
final class LocalizedRows {

    private final PreparationSession session;
    private final @Nullable TargetTable table;
    private final List<Field> owner = new ArrayList<>();
    private final Map<String, List<ResourceBundle>> bundles = new LinkedHashMap<>();

    private LocalizedRows(PreparationSession session, @Nullable TargetTable table) {
        this.session = session;
        this.table = table;
    }

    /** @param names of the bundles */
    static LocalizedRows of(
            PreparationSession session,
            RowsDeclaration declaration,
            List<String> names,
            DataFiles files,
            String fallback)
            throws SQLException {
        Optional<RowsDeclaration.Texts> texts = declaration.texts();
        if (texts.isEmpty()) {
            return new LocalizedRows(session, null);
        }
        TargetTable table = TargetTable.find(session, texts.get().table());
        LocalizedRows rows = new LocalizedRows(session, table);
        rows.owner.add(table.require(texts.get().owner()));
        rows.owner.add(table.require(texts.get().locale()));
        if (!names.isEmpty()) {
            for (String locale : rows.locales(declaration, names, files)) {
                List<ResourceBundle> found = new ArrayList<>();
                for (String name : names) {
                    found.add(files.localized(name, Locale.forLanguageTag(locale.replace('_', '-')), fallback));
                }
                rows.bundles.put(locale, found);
            }
        }
        return rows;
    }

    /** Those that the database knows; where it knows none, those of the files. */
    private Set<String> locales(RowsDeclaration declaration, List<String> names, DataFiles files) throws SQLException {
        Set<String> locales = new TreeSet<>();
        Optional<RowsDeclaration.Member> known = declaration.locales();
        Optional<TargetTable> there =
                known.isPresent() ? TargetTable.lookUp(session, known.get().table()) : Optional.empty();
        if (known.isPresent() && there.isPresent()) {
            Field field = there.get().require(known.get().column());
            try (PreparedStatement statement = session.connection()
                            .prepareStatement("SELECT " + field.sql() + " FROM "
                                    + there.get().sql());
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    locales.add(rows.getString(1));
                }
            }
        }
        if (locales.isEmpty()) {
            names.forEach(name -> locales.addAll(files.locales(name)));
        }
        return locales;
    }

    /** What the bundles have texts of. */
    Set<String> named() {
        Set<String> named = new TreeSet<>();
        bundles.values()
                .forEach(found -> found.forEach(bundle -> Collections.list(bundle.getKeys())
                        .forEach(key -> {
                            int dot = key.lastIndexOf('.');
                            if (dot > 0) {
                                named.add(key.substring(0, dot));
                            }
                        })));
        return named;
    }

    /**
     * Writes the texts of one owner.
     *
     * @param name its natural key
     * @return how many rows were changed
     */
    long write(String id, String name) throws SQLException {
        TargetTable into = table;
        if (into == null) {
            return 0;
        }
        long changed = 0;
        TableRows rows = new TableRows(session, into, Optional.empty());
        for (Map.Entry<String, List<ResourceBundle>> locale : bundles.entrySet()) {
            Map<Field, @Nullable String> key = new LinkedHashMap<>();
            key.put(owner.get(0), id);
            key.put(owner.get(1), locale.getKey());
            Map<Field, @Nullable String> values = texts(into, locale.getValue(), name);
            if (!values.isEmpty()) {
                if (rows.exists(key)) {
                    changed += rows.update(key, values);
                } else {
                    Map<Field, @Nullable String> all = new LinkedHashMap<>(key);
                    all.putAll(values);
                    changed += rows.insert(all, Set.of());
                }
            }
        }
        return changed;
    }

    private Map<Field, @Nullable String> texts(TargetTable into, List<ResourceBundle> found, String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        Map<Field, @Nullable String> values = new LinkedHashMap<>();
        for (ResourceBundle bundle : found) {
            for (String key : Collections.list(bundle.getKeys())) {
                int dot = key.lastIndexOf('.');
                if (dot > 0
                        && (key.substring(0, dot).equals(name)
                                || key.substring(0, dot).equals(last))) {
                    into.field(key.substring(dot + 1))
                            .filter(field -> !owner.contains(field))
                            .ifPresent(field -> values.put(field, bundle.getString(key)));
                }
            }
        }
        return values;
    }

    /** Deletes the texts of an owner. */
    long delete(String id) throws SQLException {
        if (table == null) {
            return 0;
        }
        Map<Field, @Nullable String> key = new LinkedHashMap<>();
        key.put(owner.get(0), id);
        return new TableRows(session, table, Optional.empty()).delete(key);
    }
}
