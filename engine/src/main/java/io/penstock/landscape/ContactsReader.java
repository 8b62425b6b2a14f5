package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_CONFLICT;
import static io.penstock.landscape.LandscapeProblem.CONFIG_INVALID_VALUE;
import static io.penstock.landscape.LandscapeProblem.CONFIG_WRONG_TYPE;
import static java.util.Objects.requireNonNullElse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads whom an environment speaks to: its configuration set and its forbidden contacts. */
final class ContactsReader {

    private final Values values;

    ContactsReader(Values values) {
        this.values = values;
    }

    @Nullable
    ConfigurationSetSource set(ConfigMapping environment) {
        ConfigMapping set = environment.mapping("configuration-set");
        if (set == null) {
            return null;
        }
        if (set.get("git") != null) {
            set.rejectUnknown(GitSourceReader.KEYS);
            GitSource git = new GitSourceReader(values).read(set);
            return git == null
                    ? null
                    : new ConfigurationSetSource(new ConfigurationSetSource.Git(git), values.references());
        }
        set.rejectUnknown(GitSourceReader.KEYS);
        set.require("path");
        for (String key : List.of("ref", "user", "token")) {
            if (set.get(key) != null) {
                set.problem(
                        key,
                        CONFIG_CONFLICT,
                        "'" + key + "' goes with 'git', which is not there.",
                        "Add 'git', or remove '" + key + "'.");
            }
        }
        Path directory = values.path(set, "path");
        return directory == null
                ? null
                : new ConfigurationSetSource(new ConfigurationSetSource.Folder(directory), values.references());
    }

    List<ForbiddenContact> forbidden(ConfigMapping environment) {
        List<ForbiddenContact> result = new ArrayList<>();
        ConfigNode.Sequence list = environment.sequence("forbidden-contacts");
        for (ConfigNode item : list == null ? List.<ConfigNode>of() : list.items()) {
            if (item instanceof ConfigMapping mapping) {
                mapping.rejectUnknown(Set.of("pattern", "except"));
                String text = mapping.requiredString("pattern");
                List<String> except = requireNonNullElse(mapping.strings("except"), List.<String>of());
                if (text != null) {
                    add(text, except, mapping.placeOf("pattern"), environment.problems(), result);
                }
            } else if (item instanceof ConfigNode.Scalar scalar && scalar.meaning() == ConfigNode.Meaning.TEXT) {
                add(scalar.text(), List.of(), scalar.place(), environment.problems(), result);
            } else {
                environment
                        .problems()
                        .add(
                                item,
                                CONFIG_WRONG_TYPE,
                                "a forbidden contact must be text, but is " + item.described() + ".",
                                "Write a regular expression in quotes, or {pattern: …, except: […]}.");
            }
        }
        return result;
    }

    private static void add(
            String text, List<String> except, Place place, Problems problems, List<ForbiddenContact> to) {
        try {
            Pattern pattern = Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            if (pattern.matcher("").find()) {
                problems.add(
                        place,
                        CONFIG_INVALID_VALUE,
                        "this forbidden contact is found in any text.",
                        "Write a pattern that something must be there for.");
            } else {
                to.add(new ForbiddenContact(pattern, except, place));
            }
        } catch (PatternSyntaxException e) {
            problems.add(
                    place,
                    CONFIG_INVALID_VALUE,
                    "this forbidden contact is no regular expression: " + e.getDescription() + " near character "
                            + (e.getIndex() + 1) + ".",
                    "Correct it; a dot that means a dot is written \\.");
        }
    }
}
