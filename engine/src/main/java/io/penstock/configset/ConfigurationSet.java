package io.penstock.configset;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.PenstockException;
import io.penstock.database.SettingScript;
import io.penstock.database.SettingValue;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.ConfigFile;
import io.penstock.landscape.ConfigurationSetSource;
import io.penstock.landscape.LandscapeProblem;
import io.penstock.landscape.Place;
import io.penstock.landscape.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a configuration set say for one cluster.
 *
 * @param tables in the order of the files: those for all clusters first, then those for this one, each by name
 * @param properties what files of the shared file system hold
 */
public record ConfigurationSet(List<TableEntries> tables, List<SettingScript> scripts, List<PropertyFile> properties) {

    private static final String FOR_ALL = "all";
    private static final String SHARED = "system/config/";
    private static final ConfigurationSet NONE = new ConfigurationSet(List.of(), List.of(), List.of());

    public ConfigurationSet {
        tables = List.copyOf(tables);
        scripts = List.copyOf(scripts);
        properties = List.copyOf(properties);
    }

    /**
     * Reads the files of a set for one cluster.
     *
     * @param source absent for an environment without a set
     * @param files where the source says
     * @throws PenstockException with all problems of a file; CONFIGURATION-SET-MISSING when the set is not where it should be
     */
    public static ConfigurationSet read(@Nullable ConfigurationSetSource source, SetFiles files, ClusterType type) {
        if (source == null) {
            return NONE;
        }
        if (Stream.of(FOR_ALL, ClusterType.EDIT.label(), ClusterType.LIVE.label())
                .noneMatch(files::has)) {
            throw new PenstockException(
                    ConfigurationProblem.CONFIGURATION_SET_MISSING,
                    "The configuration set " + files.where() + " has none of the directories edit, live and all.",
                    "Correct configuration-set in penstock.yaml, or make the directories.");
        }
        List<TableEntries> tables = new ArrayList<>();
        List<SettingScript> scripts = new ArrayList<>();
        Map<String, PropertyFile> properties = new TreeMap<>();
        for (String directory : List.of(FOR_ALL, type.label())) {
            for (SetFiles.SetFile file : files.below(directory)) {
                String lower = file.name().toLowerCase(Locale.ROOT);
                if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
                    ConfigFile read = ConfigFile.read(file.shown(), content(file));
                    Problems problems = read.problems();
                    tables.addAll(new SettingsReader(source, problems).read(read.root()));
                    problems.throwIfAny();
                } else if (lower.endsWith(".sql")) {
                    scripts.add(new SettingScript(new Place(file.shown(), 1), text(file)));
                } else if (lower.endsWith(".properties")) {
                    properties.merge(file.name(), properties(source, file), PropertyFile::with);
                }
            }
        }
        return new ConfigurationSet(tables, scripts, List.copyOf(properties.values()));
    }

    private static PropertyFile properties(ConfigurationSetSource source, SetFiles.SetFile file) {
        if (!file.name().startsWith(SHARED)) {
            throw new PenstockException(
                    LandscapeProblem.CONFIG_INVALID_VALUE,
                    file.shown() + " sets properties, and does not stand below " + SHARED + " of its cluster.",
                    "Put it where the file stands in the shared file system, such as live/" + SHARED
                            + "domains/shop.properties.");
        }
        Map<String, PropertyFile.Setting> settings = new LinkedHashMap<>();
        for (PropertiesText.Line line : new PropertiesText(content(file)).entries()) {
            Place place = new Place(file.shown(), line.line());
            String value = source.resolveReferences(line.value(), place);
            settings.put(
                    line.key().orElseThrow(),
                    new PropertyFile.Setting(new SettingValue(value, !value.equals(line.value())), place));
        }
        return new PropertyFile(file.name(), settings);
    }

    private static byte[] content(SetFiles.SetFile file) {
        try {
            return file.content().read();
        } catch (IOException e) {
            throw unreadable(file.shown());
        }
    }

    private static String text(SetFiles.SetFile file) {
        try {
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(content(file))).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw unreadable(file.shown());
        }
    }

    static PenstockException unreadable(String path) {
        return new PenstockException(
                LandscapeProblem.CONFIG_UNREADABLE,
                path + " cannot be read.",
                "Check that you have the right to read it, and that its encoding is UTF-8.");
    }
}
