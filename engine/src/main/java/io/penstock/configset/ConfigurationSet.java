package io.penstock.configset;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.PenstockException;
import io.penstock.database.SettingScript;
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
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a configuration set say for one cluster.
 *
 * @param tables in the order of the files: those for all clusters first, then those for this one, each by name
 */
public record ConfigurationSet(List<TableEntries> tables, List<SettingScript> scripts) {

    private static final String FOR_ALL = "all";
    private static final ConfigurationSet NONE = new ConfigurationSet(List.of(), List.of());

    public ConfigurationSet {
        tables = List.copyOf(tables);
        scripts = List.copyOf(scripts);
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
                    throw new PenstockException(
                            LandscapeProblem.CONFIG_NOT_SUPPORTED,
                            file.shown() + ": properties in a configuration set are not supported by this version.",
                            "Remove the file, and bring its properties to the target by other means.");
                }
            }
        }
        return new ConfigurationSet(tables, scripts);
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
