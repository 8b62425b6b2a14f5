package io.penstock.prepare.cartridge;

import static io.penstock.prepare.cartridge.CartridgeProblem.DATA_FILE_INVALID;

import io.penstock.PenstockException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Data that the steps of a cartridge name, either as a path such as {@code core/dbinit/data/job/Jobs.properties}, or as a bundle such as {@code com.example.core.dbinit.data.job.Jobs}.
 * See the reference of DBInit and DBMigrate, "Properties File Formats". For one thread.
 */
public final class DataFiles {

    private static final String END = ".properties";
    private static final Pattern KEY = Pattern.compile("[Dd]ata\\.([^.\\s]+)\\.(.+)");
    private static final Pattern UUID = Pattern.compile("[A-Za-z0-9._]{24}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** The numbers first, as numbers; names behind them. */
    private static final Comparator<String> GROUPS = Comparator.comparing(
                    DataFiles::number, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Comparator.naturalOrder());

    private final CartridgeFiles files;

    public DataFiles(CartridgeFiles files) {
        this.files = files;
    }

    private static @Nullable BigDecimal number(String group) {
        return NUMBER.matcher(group).matches() ? new BigDecimal(group) : null;
    }

    /** The paths that a name may mean: {@code a.b.C} is {@code a/b/C.properties}. */
    private static List<String> paths(String name) {
        String bare = name.endsWith(END) ? name.substring(0, name.length() - END.length()) : name;
        return name.indexOf('/') >= 0 ? List.of(name, bare + END) : List.of(name, bare.replace('.', '/') + END);
    }

    /** The file of a path or bundle; empty when the cartridge has none. */
    public Optional<byte[]> find(String name) {
        return paths(name).stream()
                .flatMap(path -> files.resource(path).stream())
                .findFirst();
    }

    /** All that a parameter of a step may name, by path: the file, those of the locales, and those of single products. */
    public Map<String, byte[]> all(String name) {
        Map<String, byte[]> found = new LinkedHashMap<>();
        for (String path : paths(name)) {
            for (String each : files.variants(path)) {
                files.resource(each).ifPresent(content -> found.putIfAbsent(each, content));
            }
        }
        return found;
    }

    /**
     * The data sets of a file by the number of their group. Gaps do no harm; of a key that stands twice the last one counts; other keys mean nothing here.
     *
     * @throws PenstockException when there is no such file
     */
    public List<DataSet> dataSets(String name) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (PropertiesText.Entry entry : entries(name)) {
            Matcher key = KEY.matcher(entry.key());
            if (key.matches()) {
                groups.computeIfAbsent(key.group(1), group -> new LinkedHashMap<>())
                        .put(key.group(2), entry.value());
            }
        }
        return groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(GROUPS))
                .map(group -> new DataSet(group.getKey(), group.getValue()))
                .toList();
    }

    /**
     * The entries of a file by key; of one that stands twice the last counts.
     *
     * @throws PenstockException when there is no such file
     */
    public Map<String, String> properties(String name) {
        Map<String, String> values = new LinkedHashMap<>();
        entries(name).forEach(entry -> values.put(entry.key(), entry.value()));
        return values;
    }

    /**
     * The UUIDs of a file by what they identify.
     *
     * @throws PenstockException when there is no such file, or one of them has not the platform's form of 24 characters
     */
    public Map<String, String> uuids(String name) {
        Map<String, String> uuids = new LinkedHashMap<>();
        for (PropertiesText.Entry entry : entries(name)) {
            String uuid = entry.value().strip();
            if (!UUID.matcher(uuid).matches()) {
                throw new PenstockException(
                        DATA_FILE_INVALID,
                        name + ":" + entry.line() + ": the UUID of " + entry.key()
                                + " has not the form of the platform.",
                        "Write 24 letters, digits, dots and underscores; penstock uuid makes one.");
            }
            uuids.put(entry.key(), uuid);
        }
        return uuids;
    }

    /**
     * The texts of a bundle for a locale: those of its country, its language, the fallback locale and its language, and those of no locale, each asked when the one before has no such text.
     *
     * @param fallback such as {@code en_US}; empty for none
     * @throws PenstockException when there is none of these files
     */
    public ResourceBundle localized(String name, Locale locale, String fallback) {
        return LocalizedTexts.of(this, name, locale, fallback)
                .orElseThrow(() ->
                        missing(name, "Put " + paths(name).get(1) + " there, or one with a locale before its dot."));
    }

    /** The locales for which a bundle has files, such as {@code de_DE}, sorted. */
    public List<String> locales(String name) {
        List<String> locales = new ArrayList<>();
        for (String each : LocalizedTexts.names(name)) {
            for (String path : paths(each)) {
                String bare = path.endsWith(END) ? path.substring(0, path.length() - END.length()) : path;
                for (String variant : files.variants(path)) {
                    if (variant.startsWith(bare + "_") && variant.endsWith(END)) {
                        locales.add(variant.substring(bare.length() + 1, variant.length() - END.length()));
                    }
                }
            }
        }
        return locales.stream().distinct().sorted().toList();
    }

    private List<PropertiesText.Entry> entries(String name) {
        return PropertiesText.read(find(name)
                .orElseThrow(() -> missing(name, "Put " + paths(name).get(1) + " there, or correct the name.")));
    }

    private PenstockException missing(String name, String remedy) {
        return new PenstockException(
                DATA_FILE_INVALID, "The cartridge " + files.cartridge() + " has no file " + name + ".", remedy);
    }
}
