package io.penstock.pseudonym;

import static io.penstock.pseudonym.CatalogBuilder.aCatalog;
import static io.penstock.pseudonym.CatalogBuilder.name;
import static io.penstock.pseudonym.PseudonymizerBuilder.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.penstock.PenstockException;
import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.Condition;
import io.penstock.database.RowRewriter;
import io.penstock.database.Table;
import io.penstock.database.TableRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundMapTest {

    @TempDir
    Path directory;

    private BoundMap bind(String yaml, Catalog catalog) {
        try {
            Path file = directory.resolve("personal-data.yaml");
            Files.writeString(file, yaml);
            return PersonalDataMap.read(file).bind(catalog, KEY, "acme");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> refusals(String yaml, Catalog catalog) {
        PenstockException thrown = catchThrowableOfType(PenstockException.class, () -> bind(yaml, catalog));
        return thrown.problems().stream()
                .map(problem -> problem.code().code() + " " + problem.what())
                .toList();
    }

    private static @Nullable String[] rewritten(BoundMap map, String table, @Nullable String... fields) {
        assertThat(map.rule(name(table))).isInstanceOf(TableRule.Rewritten.class);
        ((TableRule.Rewritten) map.rule(name(table))).rewriter().rewrite(fields);
        return fields;
    }

    @Test
    void refusesEveryColumnThatIsNeitherPersonalNorPublic() {
        Catalog catalog = aCatalog()
                .table("customer")
                .text("email", 80)
                .text("nick", 20)
                .table("log")
                .text("line", 0)
                .build();

        assertThat(refusals("tables: {customer: {columns: {email: email}}}", catalog))
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("UNCLASSIFIED-COLUMN Column public.customer.nick"),
                        p -> assertThat(p).startsWith("UNCLASSIFIED-COLUMN Column public.log.line"));
    }

    @Test
    void warnsOfUnclassifiedColumnsWhenAskedTo() {
        Catalog catalog = aCatalog().table("log").text("line", 0).build();

        BoundMap map = bind("{tables: {}, unclassified: warn}", catalog);

        assertThat(map.warnings()).hasSize(1);
        assertThat(map.rule(name("log"))).isInstanceOf(TableRule.AsIs.class);
    }

    @Test
    void refusesTablesAndColumnsThatDoNotExistAndSuggestsTheNearest() {
        Catalog catalog = aCatalog().table("customer").text("email", 80).build();

        assertThat(refusals("tables: {custmer: empty, customer: {columns: {emial: email}, public: [email]}}", catalog))
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("MAP-UNKNOWN-TABLE").contains("did you mean 'customer'?"),
                        p -> assertThat(p).startsWith("MAP-UNKNOWN-COLUMN").contains("did you mean 'email'?"));
    }

    @Test
    void rewritesPersonalFieldsAndLeavesNullAndEmptyAlone() {
        Catalog catalog = aCatalog()
                .table("customer")
                .text("first_name", 40)
                .text("last_name", 40)
                .text("full_name", 90)
                .text("email", 80)
                .column("born", ColumnKind.DATE, "date")
                .column("id", ColumnKind.INTEGER, "integer")
                .column(new Column("search", "tsvector", ColumnKind.OTHER, 0, 0, 0, true, true))
                .build();
        BoundMap map = bind("""
                locale: de-DE
                tables:
                  customer:
                    columns:
                      full_name: {as: full-name, of: [first_name, last_name]}
                      first_name: first-name
                      last_name: last-name
                      email: email
                      born: {as: date, per: id}
                    public: [id]
                """, catalog);
        RowRewriter rewriter = ((TableRule.Rewritten) map.rule(name("customer"))).rewriter();

        assertThat(rewriter.reads()).containsExactly("first_name", "last_name", "full_name", "email", "born", "id");
        assertThat(rewriter.writes()).doesNotContain("id", "search").hasSize(5);
        @Nullable
        String[] row = rewritten(map, "customer", "Anna", "Kowalski", "Anna Kowalski", "", "1980-02-29", "17");
        assertThat(row[2]).isEqualTo(row[0] + " " + row[1]);
        assertThat(row[0]).isNotEqualTo("Anna");
        assertThat(row[3]).isEmpty();
        assertThat(row[4]).matches("19(79|80)-[0-9]{2}-[0-9]{2}").isNotEqualTo("1980-02-29");
        assertThat(row[5]).isEqualTo("17");
        assertThat(rewritten(map, "customer", null, null, null, null, null, null))
                .containsOnlyNulls();
    }

    @Test
    void linkedColumnsOfDifferentWidthsGiveOnePseudonym() {
        Catalog catalog = aCatalog()
                .table("customer")
                .text("email", 200)
                .unique("email")
                .table("newsletter")
                .text("address", 26)
                .build();
        BoundMap map = bind(
                "tables: {customer: {columns: {email: {as: email, link: mail}}}, newsletter: {columns: {address: {as: email, link: mail}}}}",
                catalog);

        assertThat(rewritten(map, "customer", "anna@x.de")[0]).isEqualTo(rewritten(map, "newsletter", "anna@x.de")[0]);
    }

    @Test
    void blankPaddingIsNoPartOfTheValue() {
        Catalog catalog = aCatalog()
                .table("a")
                .column(new Column("code", "character(10)", ColumnKind.TEXT, 10, 0, 0, true, false))
                .table("b")
                .text("code", 10)
                .build();
        BoundMap map = bind("tables: {a: {columns: {code: code}}, b: {columns: {code: code}}}", catalog);

        assertThat(rewritten(map, "a", "AB12      ")[0]).isEqualTo(rewritten(map, "b", "AB12")[0]);
        assertThat(rewritten(map, "a", "          ")[0]).isEqualTo("          ");
    }

    @Test
    void partitionsAndChildrenInheritAndTheirOwnColumnsNeedAnEntry() {
        CatalogBuilder builder = aCatalog()
                .table("event", Table.Kind.PARTITIONED, List.of())
                .text("who", 40)
                .table("event_2026", Table.Kind.PARTITION, List.of("event"))
                .text("who", 40)
                .table("event_child", Table.Kind.ORDINARY, List.of("event"))
                .text("who", 40)
                .text("extra", 40);

        assertThat(refusals("tables: {event: {columns: {who: last-name}}}", builder.build()))
                .singleElement()
                .asString()
                .contains("public.event_child.extra");
        BoundMap map = bind("tables: {event: {columns: {who: last-name, extra: redact}}}", builder.build());
        assertThat(rewritten(map, "event_2026", "Kowalski")[0])
                .isEqualTo(rewritten(map, "event_child", "Kowalski", "x")[0]);
    }

    @Test
    void emptyTablesKeepNoRowsAndTheirPartitionsNeither() {
        BoundMap map = bind(
                "tables: {basket: empty}",
                aCatalog()
                        .table("basket", Table.Kind.PARTITIONED, List.of())
                        .text("a", 1)
                        .table("basket_1", Table.Kind.PARTITION, List.of("basket"))
                        .text("a", 1)
                        .build());

        assertThat(map.emptyTables()).containsExactly(name("basket_1"));
    }

    @Test
    void refusesAUniqueColumnWhosePseudonymsMayCollide() {
        Catalog catalog =
                aCatalog().table("customer").text("name", 40).unique("name").build();

        assertThat(refusals("tables: {customer: {columns: {name: last-name}}}", catalog))
                .singleElement()
                .asString()
                .startsWith("UNIQUE-KEY-AT-RISK")
                .contains("public.customer.name");
    }

    @Test
    void refusesAUniqueColumnThatIsTooNarrowAndNamesTheSizeNeeded() {
        Catalog catalog = aCatalog()
                .table("customer")
                .text("email", 20)
                .unique("email")
                .text("login", 8)
                .unique("login")
                .build();

        assertThat(refusals("tables: {customer: {columns: {email: email, login: login}}}", catalog))
                .anySatisfy(p -> assertThat(p)
                        .startsWith("COLUMN-TOO-NARROW")
                        .contains("has 20 characters")
                        .contains("needs 26"))
                .anySatisfy(p -> assertThat(p)
                        .startsWith("COLUMN-TOO-NARROW")
                        .contains("has 8 characters")
                        .contains("needs 13"));
    }

    @Test
    void aUniqueKeyOfSeveralColumnsHoldsWhenTheOthersAreUniqueByThemselves() {
        CatalogBuilder builder = aCatalog()
                .table("t")
                .column("id", ColumnKind.INTEGER, "integer")
                .text("city", 40)
                .unique("id", "city");

        assertThat(refusals("tables: {t: {columns: {city: city}, public: [id]}}", builder.build()))
                .hasSize(1);
        assertThat(bind(
                                "tables: {t: {columns: {city: city}, public: [id]}}",
                                builder.unique("id").build())
                        .personalColumns())
                .hasSize(1);
    }

    @Test
    void refusesAForeignKeyWhoseEndsDoNotChangeAlike() {
        Catalog catalog = aCatalog()
                .table("customer")
                .text("no", 10)
                .unique("no")
                .table("orders")
                .text("customer_no", 10)
                .foreignKey("orders.customer_no", "customer.no")
                .build();

        assertThat(refusals("tables: {customer: {columns: {no: code}}, orders: {public: [customer_no]}}", catalog))
                .singleElement()
                .asString()
                .startsWith("KEY-COLUMN-AT-RISK");
        assertThat(refusals(
                        "tables: {customer: {columns: {no: code}}, orders: {columns: {customer_no: {as: code, link: b}}}}",
                        catalog))
                .singleElement()
                .asString()
                .startsWith("KEY-COLUMN-AT-RISK");
        assertThat(refusals("tables: {customer: empty, orders: public}", catalog))
                .singleElement()
                .asString()
                .contains("declared empty");
        BoundMap map =
                bind("tables: {customer: {columns: {no: code}}, orders: {columns: {customer_no: code}}}", catalog);
        assertThat(rewritten(map, "customer", "C-17")[0]).isEqualTo(rewritten(map, "orders", "C-17")[0]);
    }

    @Test
    void numbersOfAKeyStayInTheNarrowestColumnOfTheLink() {
        Catalog catalog = aCatalog()
                .table("a")
                .column("id", ColumnKind.INTEGER, "integer")
                .unique("id")
                .table("b")
                .column("a_id", ColumnKind.INTEGER, "bigint")
                .foreignKey("b.a_id", "a.id")
                .build();
        BoundMap map = bind("tables: {a: {columns: {id: number}}, b: {columns: {a_id: number}}}", catalog);

        for (int id = 2_000_000_000; id < 2_000_000_100; id++) {
            String made = Objects.requireNonNull(rewritten(map, "b", Integer.toString(id))[0]);
            assertThat(Long.parseLong(made)).isBetween(1_000_000_000L, (long) Integer.MAX_VALUE);
            assertThat(rewritten(map, "a", Integer.toString(id))[0]).isEqualTo(made);
        }
        assertThat(Long.parseLong(Objects.requireNonNull(rewritten(map, "b", "9000000000")[0])))
                .isBetween((long) Integer.MAX_VALUE + 1, 9_999_999_999L);
    }

    @Test
    void refusesPseudonymizersThatDoNotFitTheType() {
        Catalog catalog = aCatalog()
                .table("t")
                .column("n", ColumnKind.INTEGER, "integer")
                .column("b", ColumnKind.BOOLEAN, "boolean")
                .column("e", ColumnKind.ENUM, "mood")
                .column(new Column("must", "text", ColumnKind.TEXT, 0, 0, 0, false, false))
                .column(new Column("made", "text", ColumnKind.TEXT, 0, 0, 0, true, true))
                .column("c", ColumnKind.INTEGER, "integer")
                .build();

        assertThat(refusals(
                        "tables: {t: {columns: {n: email, b: redact, e: code, must: 'null', made: email, c: {as: constant, value: x}}}}",
                        catalog))
                .hasSize(6)
                .allMatch(p -> p.startsWith("PSEUDONYMIZER-UNFIT"));
    }

    @Test
    void constantsOfEachKindAreValid() {
        Catalog catalog = aCatalog()
                .table("t")
                .column("j", ColumnKind.JSON, "jsonb")
                .column("x", ColumnKind.XML, "xml")
                .column("b", ColumnKind.BINARY, "bytea")
                .column("a", ColumnKind.ARRAY, "text[]")
                .column("e", ColumnKind.ENUM, "mood")
                .text("t", 5)
                .text("n", 5)
                .build();
        BoundMap map = bind(
                "tables: {t: {columns: {j: redact, x: redact, b: redact, a: empty, e: {as: constant, value: sad}, t: redact, n: 'null'}}}",
                catalog);

        assertThat(rewritten(map, "t", "{\"a\":1}", "<a/>", "\\xff", "{x}", "happy", "some", "other"))
                .containsExactly("\"redacted\"", "<redacted/>", "\\x", "{}", "sad", "redac", null);
    }

    @Test
    void refusesLinksOfDifferentPseudonymizers() {
        Catalog catalog = aCatalog().table("t").text("a", 60).text("b", 60).build();

        assertThat(refusals("tables: {t: {columns: {a: {as: email, link: x}, b: {as: login, link: x}}}}", catalog))
                .anyMatch(p -> p.startsWith("LINK-CLASH"));
    }

    @Test
    void largeObjectsMustBeClassified() {
        Catalog catalog = aCatalog().largeObjects(3).build();

        assertThat(refusals("tables: {}", catalog)).singleElement().asString().startsWith("LARGE-OBJECTS-UNCLASSIFIED");
        assertThat(bind("{tables: {}, large-objects: public}", catalog).copiesLargeObjects())
                .isTrue();
        assertThat(bind("{tables: {}, large-objects: empty}", catalog).copiesLargeObjects())
                .isFalse();
    }

    @Test
    void saysWhichValuesOfKeptRowsItNeedsAndKeepsThemInEveryLinkedColumn() {
        Catalog catalog = aCatalog()
                .table("customer")
                .text("name", 40)
                .text("email", 80)
                .table("log")
                .text("who", 80)
                .build();
        BoundMap map = bind(
                "tables: {customer: {columns: {name: last-name, email: email}, keep: \"email like 'qa%'\"}, log: {columns: {who: email}}}",
                catalog);

        assertThat(map.keptRows()).containsOnlyKeys(name("customer"));
        Condition kept = Objects.requireNonNull(map.keptRows().get(name("customer")));
        assertThat(kept.sql()).isEqualTo("email like 'qa%'");
        assertThat(kept.named()).contains("personal-data.yaml:1: ", "`keep`", "public.customer");
        assertThat(map.keptColumns())
                .extracting(
                        BoundMap.KeptColumn::table,
                        BoundMap.KeptColumn::column,
                        BoundMap.KeptColumn::link,
                        BoundMap.KeptColumn::keep)
                .containsExactly(tuple(name("customer"), "email", "email", kept));
        map.keptColumns().get(0).add("QA@acme.test");
        assertThat(rewritten(map, "log", "qa@acme.test")[0]).isEqualTo("qa@acme.test");
        assertThat(((TableRule.Rewritten) map.rule(name("customer"))).rewriter().keep())
                .contains(kept);
    }

    @Test
    void refusesAPersonalPartitionKey() {
        Catalog catalog = aCatalog()
                .table("visit", Table.Kind.PARTITIONED, List.of())
                .partitionKey("day")
                .column("day", ColumnKind.DATE, "date")
                .text("note", 80)
                .table("visit_2026", Table.Kind.PARTITION, List.of("visit"))
                .column("day", ColumnKind.DATE, "date")
                .text("note", 80)
                .table("visit_2027", Table.Kind.PARTITION, List.of("visit"))
                .column("day", ColumnKind.DATE, "date")
                .text("note", 80)
                .build();

        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> bind("tables: {visit: {columns: {day: date, note: redact}}}", catalog))
                .satisfies(thrown -> assertThat(thrown.problems())
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo(PseudonymProblem.PARTITION_KEY_AT_RISK);
                            assertThat(problem.what()).contains("public.visit.day", "`date`");
                        }));
        bind("tables: {visit: {columns: {note: redact}, public: [day]}}", catalog);
        bind("tables: {visit: empty}", catalog);
    }

    @Test
    void describesPersonalColumnsWithMadeUpValues() {
        Catalog catalog =
                aCatalog().table("t").text("email", 80).text("note", 80).build();
        BoundMap map = bind("tables: {t: {columns: {email: email, note: 'null'}}}", catalog);

        assertThat(map.personalColumns())
                .satisfiesExactly(
                        email -> {
                            assertThat(email.sample()).isEqualTo("maria.schmidt@shop.example");
                            assertThat(email.example()).endsWith("@example.test");
                            assertThat(email.losesContent()).isFalse();
                        },
                        note -> {
                            assertThat(note.example()).isNull();
                            assertThat(note.losesContent()).isTrue();
                        });
        assertThat(map.keyId()).isEqualTo(KEY.id());
        assertThat(map.mapVersion()).hasSize(64);
    }

    @Test
    void countsValuesThatCannotBeRead() {
        Catalog catalog = aCatalog()
                .table("t")
                .text("phone", 80)
                .column("doc", ColumnKind.JSON, "json")
                .build();
        BoundMap map = bind("tables: {t: {columns: {phone: phone, doc: {as: json, paths: {$.a: code}}}}}", catalog);

        assertThat(rewritten(map, "t", "ask Anna", "{\"a\": ")).satisfies(row -> {
            assertThat(row[0]).matches("[a-z]{3} [A-Z][a-z]{3}").isNotEqualTo("ask Anna");
            assertThat(row[1]).isEqualTo("{}");
        });
        assertThat(map.oddValues()).extracting(BoundMap.OddCount::count).containsExactly(1L, 1L);
    }

    @Test
    void spellingsStayApartInAUniqueKeyOfSeveralColumns() {
        Catalog catalog = aCatalog()
                .table("t")
                .column("shop", ColumnKind.INTEGER, "integer")
                .text("email", 80)
                .unique("shop", "email")
                .build();
        BoundMap map = bind("tables: {t: {columns: {email: email}, public: [shop]}}", catalog);

        assertThat(rewritten(map, "t", "Anna@x.de")[0]).isNotEqualTo(rewritten(map, "t", "anna@x.de")[0]);
    }

    @Test
    void refusesAFullNameComposedOfPublicColumns() {
        Catalog catalog =
                aCatalog().table("t").text("first", 80).text("name", 80).build();

        assertThat(refusals("tables: {t: {columns: {name: {as: full-name, of: [first]}}, public: [first]}}", catalog))
                .singleElement()
                .asString()
                .contains("which is not personal");
    }

    @Test
    void refusesMoreKeptValuesThanFitIntoMemory() {
        KeptValues kept = new KeptValues(2);
        kept.link("email", value -> value);
        kept.add("email", "a");
        kept.add("email", "b");
        kept.add("email", "b");

        assertThat(catchThrowableOfType(PenstockException.class, () -> kept.add("email", "c")))
                .hasMessageContaining("KEPT-VALUES-TOO-MANY");
    }
}
