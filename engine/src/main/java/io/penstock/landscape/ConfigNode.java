package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_WRONG_TYPE;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a configuration file, which knows where it stands. Its values are read by the methods of {@link ConfigMapping}. */
public sealed interface ConfigNode permits ConfigNode.Scalar, ConfigNode.Sequence, ConfigMapping {

    Place place();

    /** What a user would call it, with its article: {@code a list}. */
    String described();

    /** What an unquoted scalar stands for by the rules of YAML 1.2; a quoted one is always text. */
    enum Meaning {
        TEXT("text"),
        INTEGER("a number"),
        DECIMAL("a number"),
        BOOLEAN("true or false"),
        NULL("no value");

        private final String described;

        Meaning(String described) {
            this.described = described;
        }
    }

    /**
     * A single value.
     *
     * @param text as written, without quotes
     */
    record Scalar(Place place, String text, Meaning meaning) implements ConfigNode {

        @Override
        public String described() {
            return meaning.described;
        }

        /** Hides the value, which may be a secret. */
        @Override
        public String toString() {
            return "Scalar[" + place + "]";
        }

        /** The value where text is expected; notes a problem and gives null where it is something else. */
        @Nullable
        String asText(String subject, Problems problems) {
            if (meaning == Meaning.TEXT) {
                return text;
            }
            String what = subject + " must be text, but is " + described() + ".";
            String remedy = meaning == Meaning.NULL ? "Write a value, or remove the key." : "Write it in quotes.";
            problems.add(this, CONFIG_WRONG_TYPE, what, remedy);
            return null;
        }
    }

    /** A list. */
    record Sequence(Place place, List<ConfigNode> items, Problems problems) implements ConfigNode {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }

        @Override
        public String toString() {
            return "Sequence[" + place + "]";
        }

        /** The items that are mappings; every other item is noted as a problem. */
        public List<ConfigMapping> mappings(String subject) {
            List<ConfigMapping> result = new ArrayList<>();
            for (ConfigNode item : items) {
                if (item instanceof ConfigMapping mapping) {
                    result.add(mapping);
                } else {
                    wrongItem(item, subject, "keys with values");
                }
            }
            return result;
        }

        /** The items that are text, each with its place; every other item is noted as a problem. */
        public List<Scalar> texts(String subject) {
            List<Scalar> result = new ArrayList<>();
            for (ConfigNode item : items) {
                if (!(item instanceof Scalar scalar)) {
                    wrongItem(item, subject, "text");
                } else if (scalar.asText("an item of " + subject, problems) != null) {
                    result.add(scalar);
                }
            }
            return result;
        }

        private void wrongItem(ConfigNode item, String subject, String expected) {
            String what = "an item of " + subject + " must be " + expected + ", but is " + item.described() + ".";
            problems.add(item, CONFIG_WRONG_TYPE, what, "Correct the item; docs/configuration.md shows an example.");
        }
    }
}
