package io.penstock.pseudonym.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Writes names as YAML, quoted where a plain one would be read as something else. */
final class Yaml {

    private Yaml() {}

    /** A key or an element. */
    static String key(String name) {
        boolean plain =
                name.matches("[A-Za-z_$][A-Za-z0-9_$.-]*") && !name.matches("(?i)true|false|null|yes|no|on|off|y|n");
        return plain
                ? name
                : '"'
                        + name.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\t", "\\t")
                        + '"';
    }

    /** Whether a document says everything that another one says, in the same order. */
    static boolean holds(String text, String other) {
        try {
            return holds(load(text), load(other));
        } catch (YamlEngineException e) {
            return false;
        }
    }

    private static @Nullable Object load(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static boolean holds(@Nullable Object all, @Nullable Object part) {
        if (part instanceof Map<?, ?> some && all instanceof Map<?, ?> whole) {
            List<Object> kept = new ArrayList<>(whole.keySet());
            kept.retainAll(some.keySet());
            return kept.equals(new ArrayList<Object>(some.keySet()))
                    && some.entrySet().stream().allMatch(each -> holds(whole.get(each.getKey()), each.getValue()));
        }
        if (part instanceof List<?> some && all instanceof List<?> whole) {
            return whole.size() >= some.size() && whole.subList(0, some.size()).equals(some);
        }
        return Objects.equals(all, part);
    }
}
