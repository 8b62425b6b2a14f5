package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymProblem.MAP_INVALID;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.penstock.landscape.ConfigMapping;
import io.penstock.landscape.ConfigNode;
import io.penstock.landscape.Nearest;
import io.penstock.landscape.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind a column or a JSON path: {@code email}, or {@code {as: email, domain: example.test}}. */
final class EntryReader {

    private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,4})([dwy])");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}", Pattern.CASE_INSENSITIVE);
    private static final Set<String> RESERVED = Set.of("test", "example", "invalid", "localhost");
    private static final Set<String> RESERVED_SECOND = Set.of("example.com", "example.net", "example.org");

    private final Problems problems;
    private final InnerEntries documents = new InnerEntries(this);

    EntryReader(Problems problems) {
        this.problems = problems;
    }

    /** @param subject what it is about, such as {@code column 'name'} */
    Options.@Nullable Entry entry(ConfigNode node, String subject) {
        if (node instanceof ConfigNode.Scalar scalar) {
            Recipe recipe = recipe(node, scalar.text(), subject);
            Options options = recipe == Recipe.CLASS ? Options.ofClass(scalar.text()) : Options.NONE;
            return recipe == null ? null : checked(node, subject, new Options.Entry(recipe, options));
        }
        if (!(node instanceof ConfigMapping mapping)) {
            problems.add(
                    node,
                    MAP_INVALID,
                    subject + " has " + node.described() + " for a pseudonymizer.",
                    "Write its name, or {as: its name, option: value}.");
            return null;
        }
        String name = mapping.get("as") == null ? null : mapping.text("as");
        if (name == null) {
            problems.add(
                    node, MAP_INVALID, subject + " does not say what replaces it.", "Add `as:` with a pseudonymizer.");
            return null;
        }
        Recipe recipe = recipe(node, name, subject);
        if (recipe == null) {
            return null;
        }
        mapping.rejectUnknown(recipe.options());
        return checked(node, subject, new Options.Entry(recipe, options(mapping, recipe, subject)));
    }

    private @Nullable Recipe recipe(ConfigNode node, String name, String subject) {
        Recipe recipe = Recipe.named(name).orElse(null);
        if (recipe == null) {
            problems.add(
                    node,
                    MAP_INVALID,
                    subject + " names an unknown pseudonymizer '" + name + "'" + Nearest.clause(name, Recipe.labels()),
                    "Use one of: " + String.join(", ", Recipe.labels()) + ".");
        }
        return recipe;
    }

    private Options options(ConfigMapping mapping, Recipe recipe, String subject) {
        List<String> of = mapping.strings("of");
        return new Options(
                locale(mapping, "locale"),
                domain(mapping),
                mapping.string("link"),
                country(mapping),
                within(mapping),
                mapping.string("per"),
                of == null ? List.of() : of,
                mapping.get("value") == null ? null : mapping.text("value"),
                documents.inside(mapping, subject),
                InnerEntries.open(mapping),
                mapping.string("expression"),
                recipe == Recipe.CLASS ? mapping.text("as") : null,
                false);
    }

    private Options.Entry checked(ConfigNode node, String subject, Options.Entry entry) {
        Options options = entry.options();
        switch (entry.recipe()) {
            case CONSTANT ->
                require(options.value() != null, node, subject + " has no constant value.", "{as: constant, value: …}");
            case JSON ->
                require(
                        !options.paths().isEmpty(),
                        node,
                        subject + " does not say where in the documents personal values are.",
                        "{as: json, paths: {$.path: pseudonymizer}}, or `empty`");
            case XML ->
                require(
                        !options.paths().isEmpty(),
                        node,
                        subject + " does not say where in the documents personal values are.",
                        "{as: xml, paths: {/path/element: pseudonymizer}}, or `empty`");
            case PARTS ->
                require(
                        !options.paths().isEmpty() || !options.open().isEmpty(),
                        node,
                        subject + " does not say which parts of its values are personal.",
                        "{as: parts, parts: {name: pseudonymizer, name: public}}");
            case SQL ->
                require(
                        options.expression() != null,
                        node,
                        subject + " has no expression.",
                        "{as: sql, expression: \"SQL over the columns of the row\"}");
            default -> {}
        }
        return entry;
    }

    private void require(boolean condition, ConfigNode node, String what, String write) {
        if (!condition) {
            problems.add(node, MAP_INVALID, what, "Write " + write + ".");
        }
    }

    /** A locale such as {@code de-DE}; null when absent or wrong, the latter noted. */
    @Nullable
    Locale locale(ConfigMapping mapping, String key) {
        String tag = mapping.get(key) == null ? null : mapping.text(key);
        if (tag == null) {
            return null;
        }
        Locale locale = Locale.forLanguageTag(tag.replace('_', '-'));
        if (!tag.matches("[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*")
                || locale.getLanguage().isEmpty()) {
            mapping.problem(key, MAP_INVALID, "'" + key + "' is not a locale.", "Write one such as de-DE or en.");
            return null;
        }
        return locale;
    }

    private static @Nullable String domain(ConfigMapping mapping) {
        String domain = mapping.string("domain");
        if (domain == null) {
            return null;
        }
        String lower = domain.toLowerCase(Locale.ROOT);
        String top = lower.substring(lower.lastIndexOf('.') + 1);
        boolean reserved = RESERVED.contains(top)
                || RESERVED_SECOND.stream().anyMatch(name -> lower.equals(name) || lower.endsWith("." + name));
        if (!DOMAIN.matcher(lower).matches() || !reserved) {
            mapping.problem(
                    "domain",
                    MAP_INVALID,
                    "'domain' is not a reserved domain; mail to it could reach someone.",
                    "Use a name under test, example, invalid, example.com, example.net or example.org.");
            return null;
        }
        return lower;
    }

    private static @Nullable String country(ConfigMapping mapping) {
        String country = mapping.get("country") == null ? null : mapping.text("country");
        if (country == null) {
            return null;
        }
        String upper = country.toUpperCase(Locale.ROOT);
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(upper)) {
            mapping.problem(
                    "country", MAP_INVALID, "'country' is not a country code.", "Write two letters such as DE.");
            return null;
        }
        return upper;
    }

    private static int within(ConfigMapping mapping) {
        String span = mapping.get("within") == null ? null : mapping.text("within");
        if (span == null) {
            return Options.DEFAULT_WITHIN;
        }
        Matcher matcher = SPAN.matcher(span);
        int days = 0;
        if (matcher.matches()) {
            int unit = switch (matcher.group(2)) {
                case "w" -> 7;
                case "y" -> 365;
                default -> 1;
            };
            days = Integer.parseInt(matcher.group(1)) * unit;
        }
        if (days == 0 || days > 36_500) {
            mapping.problem(
                    "within",
                    MAP_INVALID,
                    "'within' is not a span of days, weeks or years up to a century.",
                    "Write one such as 90d, 12w or 2y.");
            return Options.DEFAULT_WITHIN;
        }
        return days;
    }
}
