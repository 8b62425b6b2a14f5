package io.penstock.pseudonym;

import static io.penstock.pseudonym.CatalogBuilder.aCatalog;
import static io.penstock.pseudonym.CatalogBuilder.name;
import static io.penstock.pseudonym.PseudonymizerBuilder.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.PenstockException;
import io.penstock.database.Catalog;
import io.penstock.database.TableRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnonymousTest {

    private static final Catalog CATALOG = aCatalog()
            .table("customer")
            .text("email", 80)
            .table("newsletter")
            .text("address", 80)
            .table("note")
            .text("text", 0)
            .build();

    @TempDir
    Path directory;

    private PersonalDataMap map(String yaml) throws IOException {
        Path file = directory.resolve("personal-data.yaml");
        Files.writeString(file, yaml);
        return PersonalDataMap.read(file);
    }

    private static @Nullable String replaced(BoundMap map, String table, String value) {
        @Nullable String[] row = {value};
        ((TableRule.Rewritten) map.rule(name(table))).rewriter().rewrite(row);
        return row[0];
    }

    private static final String ALL = "{anonymous: true, tables: {customer: {columns: {email: email}},"
            + " newsletter: {columns: {address: email}}, note: {columns: {text: text}}}}";

    @Test
    void linksAgreeWithinARunAndWithNoOther() throws IOException {
        PersonalDataMap map = map(ALL);
        BoundMap edit = map.bind(CATALOG, KEY, "acme");
        BoundMap live = map.bind(CATALOG, KEY, "acme");
        String made = replaced(edit, "customer", "a@b.de");

        assertThat(made)
                .isEqualTo(replaced(edit, "newsletter", "a@b.de"))
                .isEqualTo(replaced(live, "newsletter", "a@b.de"));
        assertThat(replaced(live, "note", "mail a@b.de")).isEqualTo("mail " + made);
        assertThat(replaced(map(ALL).bind(CATALOG, KEY, "acme"), "customer", "a@b.de"))
                .isNotEqualTo(made);
    }

    @Test
    void aTableCanBeAnonymousByItself() throws IOException {
        String yaml =
                "tables: {customer: {columns: {email: email}}, newsletter: {anonymous: true, columns: {address: email}},"
                        + " note: public}";
        BoundMap first = map(yaml).bind(CATALOG, KEY, "acme");
        BoundMap second = map(yaml).bind(CATALOG, KEY, "acme");

        assertThat(replaced(first, "customer", "a@b.de")).isEqualTo(replaced(second, "customer", "a@b.de"));
        assertThat(replaced(first, "newsletter", "a@b.de")).isNotEqualTo(replaced(second, "newsletter", "a@b.de"));
        assertThat(replaced(first, "newsletter", "a@b.de")).isNotEqualTo(replaced(first, "customer", "a@b.de"));
    }

    @Test
    void refusesANamedLinkBetweenAnonymousAndOtherTables() throws IOException {
        PersonalDataMap map = map("tables: {customer: {columns: {email: {as: email, link: mail}}},"
                + " newsletter: {anonymous: true, columns: {address: {as: email, link: mail}}}, note: public}");

        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> map.bind(CATALOG, KEY, "acme"))
                .withMessageContaining("LINK-CLASH")
                .withMessageContaining("anonymous");
    }

    @Test
    void anAnonymousMapIsAnotherMap() throws IOException {
        String yaml = "tables: {customer: {columns: {email: email}}}";

        assertThat(map(yaml).version())
                .isNotEqualTo(map("anonymous: true\n" + yaml).version());
    }
}
