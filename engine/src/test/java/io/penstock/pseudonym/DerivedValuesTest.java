package io.penstock.pseudonym;

import static io.penstock.pseudonym.CatalogBuilder.aCatalog;
import static io.penstock.pseudonym.CatalogBuilder.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.ColumnKind;
import io.penstock.database.Derivation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where triggers, rules, computed columns and defaults would bring personal values to places that the map does not know of. */
class DerivedValuesTest {

    private static final String MAP = """
            tables:
              customer:
                columns: {email: email, note: redact}
                public: [id, search]
              audit:
                columns: {secret: redact}
                public: [id, line]
              outbox: public
              trash: empty
            """;

    @TempDir
    Path directory;

    private static Catalog catalog() {
        return aCatalog()
                .table("customer")
                .column("id", ColumnKind.INTEGER, "integer")
                .text("email", 80)
                .text("note", 80)
                .text("search", 80)
                .table("audit")
                .column("id", ColumnKind.INTEGER, "integer")
                .text("line", 80)
                .text("secret", 80)
                .table("outbox")
                .text("payload", 0)
                .table("trash")
                .text("line", 0)
                .build();
    }

    private MapReview review(Derivation derivation) {
        try {
            Path file = directory.resolve("personal-data.yaml");
            Files.writeString(file, MAP);
            return PersonalDataMap.read(file).review(catalog(), List.of(), List.of(derivation));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Derivation trigger(@Nullable String body) {
        return new Derivation(Derivation.Kind.TRIGGER, name("customer"), null, "trigger public.customer.watch", body);
    }

    private List<String> copied(String body) {
        return review(trigger(body)).problems().stream().map(Problem::what).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN INSERT INTO audit (id, line) VALUES (NEW.id, lower(NEW.email)); RETURN NEW; END",
                "begin insert into public.audit values (1, 'x' || old . note, null); return null; end",
                "BEGIN INSERT INTO audit (line) VALUES ('none'), (row_to_json(NEW)::text); END",
                "DECLARE v text := NEW.email; w text; BEGIN w := 'a' || v; UPDATE audit SET id = 1, line = w WHERE id = NEW.id; END",
                "DECLARE w text; BEGIN SELECT c.email INTO w FROM customer c WHERE c.id = 1; UPDATE audit SET line = w; END",
                "DECLARE r record; BEGIN SELECT * INTO r FROM customer; UPDATE audit SET (id, line) = (1, r.email); END",
                "DECLARE r record; BEGIN FOR r IN SELECT email FROM customer LOOP INSERT INTO audit (line) VALUES (r.email); END LOOP; END",
                "BEGIN IF NEW.id > 1 THEN INSERT INTO audit (line) SELECT (NEW).email; END IF; END",
                "BEGIN UPDATE audit SET line = CASE WHEN NEW.id = 1 THEN 'one' ELSE NEW.email END; END",
                "BEGIN -- a comment; with signs '\n INSERT INTO audit (\"line\") VALUES (NEW.\"email\"); END"
            })
    void namesTheColumnThatATriggerCopiesPersonalValuesInto(String body) {
        assertThat(copied(body))
                .singleElement()
                .asString()
                .contains("trigger public.customer.watch", "public.audit.line")
                .doesNotContain("lower");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN INSERT INTO audit (id, line) VALUES (NEW.id, current_user); RETURN NEW; END",
                "BEGIN INSERT INTO audit (id, secret) VALUES (NEW.id, NEW.email); RETURN NEW; END",
                "BEGIN INSERT INTO trash VALUES (NEW.email); INSERT INTO elsewhere VALUES (NEW.email); END",
                "BEGIN IF NEW.email <> OLD.email THEN UPDATE audit SET line = 'changed' WHERE line = OLD.email; END IF; END",
                "BEGIN INSERT INTO audit (id, line) SELECT count(*), 'many' FROM customer; END",
                "BEGIN NEW.note := NEW.email; /* NEW.search := NEW.email; */ RETURN NEW; END",
                ""
            })
    void isSilentWhereNothingPersonalIsCopiedIntoAPublicColumn(String body) {
        assertThat(review(trigger(body)).problems()).isEmpty();
        assertThat(review(trigger(body)).warnings()).isEmpty();
    }

    @Test
    void aTriggerMayFillAColumnOfItsOwnRow() {
        assertThat(copied("BEGIN NEW.search := upper(NEW.note); RETURN NEW; END"))
                .singleElement()
                .asString()
                .contains("public.customer.search");
    }

    @Test
    void aWholeRowFallsIntoItsPlaces() {
        assertThat(copied("BEGIN INSERT INTO audit SELECT OLD.*; RETURN OLD; END"))
                .singleElement()
                .asString()
                .contains("public.audit.line");
        assertThat(copied("BEGIN INSERT INTO outbox VALUES (to_jsonb(NEW)); RETURN NEW; END"))
                .singleElement()
                .asString()
                .contains("public.outbox.payload");
    }

    @Test
    void aRuleIsReadLikeATrigger() {
        Derivation rule = new Derivation(
                Derivation.Kind.RULE,
                name("customer"),
                null,
                "rule public.customer.copy",
                "CREATE RULE copy AS ON UPDATE TO public.customer DO  INSERT INTO public.audit (id, line)\n  VALUES (new.id, new.email);");

        assertThat(review(rule).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("public.audit.line"));
    }

    @Test
    void whatCannotBeReadIsNoted() {
        assertThat(review(trigger(null)).warnings())
                .singleElement()
                .satisfies(note -> assertThat(note.what()).contains("is compiled"));
        assertThat(review(trigger("BEGIN EXECUTE 'INSERT INTO ' || t || ' VALUES ($1)' USING NEW.email; END"))
                        .warnings())
                .singleElement()
                .satisfies(note -> assertThat(note.what()).contains("when it runs"));
    }

    @Test
    void computedColumnsAndDefaultsWithTextsAreNotedWithoutTheirExpressions() {
        Derivation computed = new Derivation(
                Derivation.Kind.GENERATED,
                name("customer"),
                "search",
                "generated column public.customer.search",
                "lower(email)");
        Derivation text = new Derivation(
                Derivation.Kind.DEFAULT,
                name("customer"),
                "email",
                "default of public.customer.email",
                "'boss@acme.test'::text");
        Derivation sequence = new Derivation(
                Derivation.Kind.DEFAULT,
                name("customer"),
                "note",
                "default of public.customer.note",
                "nextval('customer_seq'::regclass)");

        assertThat(review(computed).warnings())
                .singleElement()
                .satisfies(note -> assertThat(note.what()).contains("computed from email"));
        assertThat(review(text).warnings())
                .singleElement()
                .satisfies(note -> assertThat(note.toString()).doesNotContain("boss"));
        assertThat(review(sequence).warnings()).isEmpty();
        assertThat(review(computed).problems()).isEmpty();
    }
}
