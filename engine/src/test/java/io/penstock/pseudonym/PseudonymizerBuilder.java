package io.penstock.pseudonym;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.TableName;
import io.penstock.landscape.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a single pseudonymizer for a test. */
final class PseudonymizerBuilder {

    static final PseudonymKey KEY = PseudonymKey.ofBase64("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    static final PseudonymKey OTHER_KEY = PseudonymKey.ofBase64("ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=");

    private final Recipe recipe;
    private PseudonymKey key = KEY;
    private @Nullable Locale locale;
    private @Nullable String link;
    private @Nullable String country;
    private @Nullable String per;
    private int within = 90;
    private List<String> of = List.of();
    private @Nullable String value;
    private Map<String, Options.Entry> paths = Map.of();
    private ColumnKind kind = ColumnKind.TEXT;
    private String type = "text";
    private int maxLength;
    private boolean unique;
    private List<String> kept = List.of();
    final OddValues odd = new OddValues();

    private PseudonymizerBuilder(Recipe recipe) {
        this.recipe = recipe;
    }

    static PseudonymizerBuilder a(Recipe recipe) {
        return new PseudonymizerBuilder(recipe);
    }

    PseudonymizerBuilder key(PseudonymKey value) {
        this.key = value;
        return this;
    }

    PseudonymizerBuilder locale(String tag) {
        this.locale = Locale.forLanguageTag(tag);
        return this;
    }

    PseudonymizerBuilder link(String name) {
        this.link = name;
        return this;
    }

    PseudonymizerBuilder country(String code) {
        this.country = code;
        return this;
    }

    PseudonymizerBuilder per(String column) {
        this.per = column;
        return this;
    }

    PseudonymizerBuilder within(int days) {
        this.within = days;
        return this;
    }

    PseudonymizerBuilder of(String... columns) {
        this.of = List.of(columns);
        return this;
    }

    PseudonymizerBuilder value(String text) {
        this.value = text;
        return this;
    }

    PseudonymizerBuilder path(String path, Recipe inner) {
        Map<String, Options.Entry> more = new java.util.LinkedHashMap<>(paths);
        more.put(path, new Options.Entry(inner, Options.NONE));
        this.paths = more;
        return this;
    }

    PseudonymizerBuilder kind(ColumnKind columnKind, String columnType) {
        this.kind = columnKind;
        this.type = columnType;
        return this;
    }

    PseudonymizerBuilder maxLength(int characters) {
        this.maxLength = characters;
        return this;
    }

    PseudonymizerBuilder unique() {
        this.unique = true;
        return this;
    }

    PseudonymizerBuilder kept(String... values) {
        this.kept = List.of(values);
        return this;
    }

    Pseudonymizer make() {
        Options options = new Options(locale, null, link, country, within, per, of, value, paths);
        BoundColumn bound = new BoundColumn(
                new TableName("public", "t"),
                new Column("c", type, kind, maxLength, 0, 0, true, false),
                new Options.Entry(recipe, options),
                new Place("personal-data.yaml", 1),
                unique);
        KeptValues keptValues = new KeptValues();
        Workbench workbench = new Workbench(key, "acme", Locale.GERMANY, keptValues);
        workbench.scope(bound.entry()).include(bound);
        Pseudonymizer made = workbench.make(bound, odd);
        kept.forEach(each -> keptValues.add(bound.entry().link(), each));
        return made;
    }

    /** The pseudonym of one value, outside any row; not for those that give NULL. */
    String replace(String original) {
        return Objects.requireNonNull(make().replace(original, RowContext.NONE));
    }
}
