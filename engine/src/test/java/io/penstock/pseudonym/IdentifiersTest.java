package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.database.ColumnKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.iban4j.BicUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(strings = {"COBADEFFXXX", "DEUTDEDB", "BNPAFRPPABC", "cobadeff"})
    void bankCodesKeepCountryAndLengthAndAreMarkedForTest(String bic) {
        PseudonymizerBuilder builder = a(Recipe.BIC);
        String made = builder.replace(bic);

        BicUtil.validate(made.toUpperCase(Locale.ROOT));
        assertThat(made).hasSize(bic.length()).isNotEqualTo(bic);
        assertThat(made.substring(4, 6)).isEqualTo(bic.substring(4, 6));
        assertThat(made.charAt(7)).isEqualTo('0');
        String headOffice = "X".repeat(3);
        assertThat(made.endsWith(headOffice)).isEqualTo(bic.endsWith(headOffice));
        assertThat(builder.odd.count()).isZero();
    }

    @Test
    void whatIsNoBankCodeIsReplacedByShapeAndCounted() {
        PseudonymizerBuilder builder = a(Recipe.BIC);

        assertThat(builder.replace("COBAZZFF")).matches("[A-Z]{8}").isNotEqualTo("COBAZZFF");
        assertThat(builder.odd.count()).isEqualTo(1);
    }

    @Property(tries = 1000)
    void uuidsKeepVersionAndVariant(@ForAll long high, @ForAll long low) {
        UUID uuid = new UUID(high, low);
        PseudonymizerBuilder builder = a(Recipe.UUID).kind(ColumnKind.UUID, "uuid");

        UUID made = UUID.fromString(builder.replace(uuid.toString()));

        assertThat(made).isNotEqualTo(uuid);
        assertThat(made.version()).isEqualTo(uuid.version());
        assertThat(made.variant()).isEqualTo(uuid.variant());
        assertThat(builder.odd.count()).isZero();
    }

    @Property(tries = 300)
    void aUuidHasOnePseudonymInEveryLayout(@ForAll long high, @ForAll long low) {
        String plain = new UUID(high, low).toString();
        String made = a(Recipe.UUID).replace(plain);

        assertThat(a(Recipe.UUID).replace(plain.replace("-", ""))).isEqualTo(made.replace("-", ""));
        assertThat(a(Recipe.UUID).replace("{" + plain.toUpperCase(Locale.ROOT) + "}"))
                .isEqualToIgnoringCase("{" + made + "}");
    }

    @Test
    void uuidsStayUnique() {
        Pseudonymizer uuid = a(Recipe.UUID).unique().make();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            seen.add(uuid.replace(
                    new UUID(0x0190_0000_0000_4000L, 0x8000_0000_0000_0000L + i).toString(), RowContext.NONE));
        }

        assertThat(seen).hasSize(200_000);
    }

    @Test
    void aKeptUuidStaysAndIsNobodysPseudonym() {
        String value = "3f1a6c1e-7d42-4b0b-9c55-2f6d1c0a9e77";
        String first = a(Recipe.UUID).replace(value);

        assertThat(a(Recipe.UUID).kept(first).replace(first.replace("-", ""))).isEqualTo(first.replace("-", ""));
        assertThat(a(Recipe.UUID).kept(first).replace(value)).isNotIn(first, value);
    }

    @Test
    void identifiersOfThePlatformKeepTheirShapeAndOthersAreCounted() {
        PseudonymizerBuilder builder = a(Recipe.UUID);

        assertThat(builder.replace("8rKsFt5zDIAAAExss-01.abc"))
                .matches("[0-9][a-z][A-Z][a-z][A-Z][a-z][0-9][a-z][A-Z]{6}[a-z]{3}-[0-9]{2}\\.[a-z]{3}");
        assertThat(builder.odd.count()).isZero();
        assertThat(builder.replace("no uuid")).matches("[a-z]{2} [a-z]{4}");
        assertThat(builder.odd.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2a$12$abcdefghijklmnopqrstuuE1vU1Xg6wMlyUW1Ts2yXYkIhBWl8rYC",
                "$2y$10$abcdefghijklmnopqrstuuE1vU1Xg6wMlyUW1Ts2yXYkIhBWl8rYC",
                "pbkdf2:whatever"
            })
    void testersSignInWithTheDocumentedPassword(String hash) {
        String made = a(Recipe.PASSWORD_HASH).replace(hash);

        assertThat(OpenBSDBCrypt.checkPassword(made, "penstock".toCharArray())).isTrue();
        assertThat(made).startsWith(hash.startsWith("$2y") ? "$2y$" : "$2a$");
    }

    @ParameterizedTest
    @CsvSource({"MD5,32", "SHA-1,40", "SHA-256,64", "SHA-512,128"})
    void unsaltedDigestsBecomeThoseOfTheDocumentedPassword(String algorithm, int length) throws Exception {
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest("penstock".getBytes(StandardCharsets.UTF_8)));

        assertThat(a(Recipe.PASSWORD_HASH).maxLength(length).replace("a1".repeat(length / 2)))
                .isEqualTo(digest);
        assertThat(a(Recipe.PASSWORD_HASH).replace("A1".repeat(length / 2))).isEqualTo(digest.toUpperCase(Locale.ROOT));
    }

    @Test
    void aHashThatFitsNowhereIsVoidAndCountedUnlessOneIsGiven() {
        PseudonymizerBuilder narrow = a(Recipe.PASSWORD_HASH).maxLength(20);

        assertThat(narrow.replace("{SSHA}abc")).isEqualTo("void");
        assertThat(narrow.odd.count()).isEqualTo(1);
        assertThat(a(Recipe.PASSWORD_HASH).maxLength(20).value("x:y").replace("{SSHA}abc"))
                .isEqualTo("x:y");
    }

    @Test
    void secretsAreVisiblyVoidAndStayUniqueWhereThereIsRoom() {
        Pseudonymizer secret = a(Recipe.SECRET).unique().maxLength(18).make();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            seen.add(Objects.requireNonNull(secret.replace("sk_live_" + i, RowContext.NONE)));
        }

        assertThat(seen).hasSize(200_000).allMatch(made -> made.matches("void-[a-z2-9]{13}"));
        assertThat(a(Recipe.SECRET).maxLength(17).replace("sk_live")).isEqualTo("void");
        assertThat(a(Recipe.SECRET).maxLength(3).replace("sk_live")).isEqualTo("voi");
        assertThat(a(Recipe.SECRET).replace("ABC"))
                .isNotEqualTo(a(Recipe.SECRET).replace("abc"));
    }
}
