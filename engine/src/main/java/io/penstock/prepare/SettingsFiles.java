package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.landscape.Place;
import io.penstock.prepare.cartridge.PropertiesText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an installation: {@code intershop.properties}, {@code dbinit.properties} and {@code migration.properties} in {@code system/config/cluster} of its share. Of a key in
 * several of them the last one counts. What they do not say is as documented.
 */
final class SettingsFiles {

    private static final List<String> NAMES =
            List.of("intershop.properties", "dbinit.properties", "migration.properties");

    private final Map<String, PropertiesText.Entry> entries = new HashMap<>();
    private final Map<String, Path> files = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private SettingsFiles() {}

    /**
     * Reads the settings and puts what the user said before them.
     *
     * @throws PenstockException with every value that is not one, by file and line
     */
    static RunTerms read(Path share, PreparationOptions options) {
        SettingsFiles settings = new SettingsFiles();
        Path directory = share.resolve("system/config/cluster");
        for (String name : NAMES) {
            if (Files.isRegularFile(directory.resolve(name))) {
                settings.read(directory.resolve(name));
            }
        }
        RunTerms terms = settings.terms(options);
        if (!settings.problems.isEmpty()) {
            throw new PenstockException(settings.problems);
        }
        return terms;
    }

    /** The share of an installation: a directory with {@code system} in it, of which the cartridges may be a part. */
    static Path shareOf(Path cartridges) {
        Path directory = cartridges.toAbsolutePath().normalize();
        if (directory.endsWith("system/cartridges")) {
            Path system = directory.getParent();
            Path share = system == null ? null : system.getParent();
            return share == null ? directory : share;
        }
        return directory;
    }

    private void read(Path file) {
        try {
            for (PropertiesText.Entry entry : PropertiesText.read(Files.readAllBytes(file))) {
                entries.put(entry.key(), entry);
                files.put(entry.key(), file);
            }
        } catch (IOException e) {
            problems.add(new Problem(
                    PrepareProblem.SETTING_INVALID,
                    file + " cannot be read: " + e.getClass().getSimpleName() + ".",
                    "Give this user the right to read it."));
        }
    }

    private RunTerms terms(PreparationOptions options) {
        PreparationSettings usual = PreparationSettings.DEFAULT;
        boolean breakOnInit = flag("intershop.dbinit.breakOnError", false);
        boolean breakOnMigrate = flag("intershop.dbmigrate.breakOnError", false);
        PreparationSettings settings = new PreparationSettings(
                or(options.recreateTables(), usual.recreateTables()),
                options.confirmed() && or(options.recreateTables(), false),
                or(options.moveIndexes(), usual.moveIndexes()),
                word("intershop.dbinit.indexTablespace", "[\\p{L}_][\\p{L}\\p{N}_$]{0,62}", usual.indexTablespace()),
                or(options.tableMonitoring(), usual.tableMonitoring()),
                flag("intershop.migration.DropTables", usual.dropTables()),
                word(
                        "intershop.dbinit.fallbackLocale",
                        "[a-zA-Z]{2,3}(_[a-zA-Z]{2}|_[0-9]{3})?",
                        usual.fallbackLocale()));
        return new RunTerms(
                settings,
                or(options.breakOnError(), breakOnInit),
                or(options.breakOnError(), breakOnMigrate),
                options.save(),
                options.stepTimeout());
    }

    private static boolean or(@Nullable Boolean said, boolean otherwise) {
        return said == null ? otherwise : said;
    }

    private boolean flag(String key, boolean otherwise) {
        String value = word(key, "(?i:true|false)", Boolean.toString(otherwise), "true or false");
        return Boolean.parseBoolean(value);
    }

    private String word(String key, String form, String otherwise) {
        PropertiesText.Entry entry = entries.get(key);
        return entry != null && entry.value().isBlank()
                ? ""
                : word(key, form, otherwise, "a value such as in the documentation");
    }

    private String word(String key, String form, String otherwise, String what) {
        PropertiesText.Entry entry = entries.get(key);
        if (entry == null) {
            return otherwise;
        }
        String value = entry.value().strip();
        if (!value.matches(form)) {
            problems.add(new Problem(
                    PrepareProblem.SETTING_INVALID,
                    new Place(String.valueOf(files.get(key)), entry.line()) + ": " + key + " cannot be '" + value
                            + "'.",
                    "Write " + what + "."));
            return otherwise;
        }
        return value;
    }
}
