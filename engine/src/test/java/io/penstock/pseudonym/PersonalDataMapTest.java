package io.penstock.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.PenstockException;
import io.penstock.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalDataMapTest {

    @TempDir
    Path directory;

    private PersonalDataMap read(String yaml) throws IOException {
        Path file = directory.resolve("personal-data.yaml");
        Files.writeString(file, yaml);
        return PersonalDataMap.read(file);
    }

    private List<String> problems(String yaml) throws IOException {
        Path file = directory.resolve("personal-data.yaml");
        Files.writeString(file, yaml);
        PenstockException thrown = catchThrowableOfType(PenstockException.class, () -> PersonalDataMap.read(file));
        return thrown.problems().stream()
                .map(Problem::toString)
                .map(text -> text.replace(directory + "/", ""))
                .toList();
    }

    private static Options.Entry entry(TableEntry table, String column) {
        return Objects.requireNonNull(table.columns().get(column)).entry();
    }

    @Test
    void readsTheExampleOfTheDesign() throws IOException {
        PersonalDataMap map = read("""
                locale: de-DE
                large-objects: empty
                tables:
                  customer:
                    columns:
                      first_name: first-name
                      full_name: {as: full-name, of: [first_name, last_name]}
                      email: {as: email, domain: example.test, link: mail}
                      birth_date: {as: date, within: 12w, per: customer_no}
                      note: redact
                      fax: null
                      attributes: {as: json, paths: {$.contact.phone: phone, "$..mail": {as: email, link: mail}}}
                    public: [customer_no, created_at]
                    keep: "login like 'qa-%'"
                  basket: empty
                  product: public
                unclassified: warn
                """);

        assertThat(map.locale().toLanguageTag()).isEqualTo("de-DE");
        assertThat(map.refusesUnclassified()).isFalse();
        assertThat(map.copiesLargeObjects()).isFalse();
        TableEntry customer = map.tables().get(0);
        assertThat(customer.keep()).extracting(TableEntry.Keep::condition).isEqualTo("login like 'qa-%'");
        assertThat(customer.open()).containsOnlyKeys("customer_no", "created_at");
        assertThat(entry(customer, "fax").recipe()).isEqualTo(Recipe.NULL);
        assertThat(entry(customer, "birth_date").options().within()).isEqualTo(84);
        assertThat(entry(customer, "email").link()).isEqualTo("mail");
        assertThat(entry(customer, "attributes").options().paths()).containsOnlyKeys("$.contact.phone", "$..mail");
        assertThat(map.tables())
                .extracting(TableEntry::treatment)
                .containsExactly(
                        TableEntry.Treatment.BY_COLUMN, TableEntry.Treatment.EMPTY, TableEntry.Treatment.PUBLIC);
    }

    @Test
    void reportsAllProblemsWithTheirLinesAndWhatWasMeant() throws IOException {
        assertThat(problems("""
                        locale: "!!"
                        tables:
                          customer:
                            columns:
                              email: emial
                              name: {as: first-name, locla: de}
                              mail: {as: email, domain: gmail.com}
                              born: {as: date, within: soon}
                              tel: {as: phone, country: QQ}
                              doc: {as: json, paths: {contact.phone: phone}}
                              raw: json
                              note: {as: constant}
                              x: {value: y}
                              z: [first-name]
                            public: [email2, note]
                          basket: emtpy
                        keep:
                          - {tabel: customer, where: "a = 1", reason: tests, until: 2027-06-30}
                          - {table: customer, where: "a = 1", reason: tests, until: June}
                          - {table: customer, where: "a = 1", reason: " ", related: maybe}
                          - {table: customer, where: "a = 1", reason: tests, until: 2027-06-30}
                          - {table: customer, where: "a = 1", reason: tests, until: 2027-06-30, except: [x]}
                          - {table: customer, where: "a = 1", reason: tests, until: "2027-06-30"}
                        """))
                .satisfiesExactly(
                        p -> assertThat(p).contains("personal-data.yaml:1:").contains("not a locale"),
                        p -> assertThat(p).contains(":5:").contains("did you mean 'email'?"),
                        p -> assertThat(p).contains(":6:").contains("did you mean 'locale'?"),
                        p -> assertThat(p).contains(":7:").contains("not a reserved domain"),
                        p -> assertThat(p).contains(":8:").contains("within"),
                        p -> assertThat(p).contains(":9:").contains("country code"),
                        p -> assertThat(p).contains(":10:").contains("is not a path"),
                        p -> assertThat(p).contains(":11:").contains("where in the documents"),
                        p -> assertThat(p).contains(":12:").contains("no constant value"),
                        p -> assertThat(p).contains(":13:").contains("does not say what replaces it"),
                        p -> assertThat(p).contains(":14:").contains("a list for a pseudonymizer"),
                        p -> assertThat(p).contains(":15:").contains("both personal and public"),
                        p -> assertThat(p).contains(":16:").contains("table 'basket'"),
                        p -> assertThat(p).contains(":18:").contains("did you mean 'table'?"),
                        p -> assertThat(p).contains(":18:").contains("'table' is missing"),
                        p -> assertThat(p).contains(":19:").contains("not a date"),
                        p -> assertThat(p).contains(":20:").contains("true or false"),
                        p -> assertThat(p).contains(":20:").contains("'reason' is blank"),
                        p -> assertThat(p).contains(":20:").contains("'until' is missing"),
                        p -> assertThat(p).contains(":22:").contains("without `related: true`"),
                        p -> assertThat(p)
                                .contains(":23:")
                                .contains("listed already at")
                                .contains(":21"));
    }

    @Test
    void refusesAnOptionThatThePseudonymizerDoesNotTake() throws IOException {
        assertThat(problems("tables: {t: {columns: {a: {as: city, within: 90d}}}}"))
                .singleElement()
                .asString()
                .contains("unknown key 'within'");
    }

    @Test
    void itsVersionIsThatOfTheMeaningAndNotOfTheSpelling() throws IOException {
        String one = read("tables: {a: {columns: {x: email, y: city}, public: [p, q]}, b: empty}")
                .version();
        String same =
                read("# comment\ntables:\n  b: empty\n  a:\n    public: [q, p]\n    columns: {y: {as: city}, x: email}\n")
                        .version();
        String other = read("tables: {a: {columns: {x: email, y: city}, public: [p, q]}, b: public}")
                .version();

        assertThat(same).isEqualTo(one).hasSize(64);
        assertThat(other).isNotEqualTo(one);
    }
}
