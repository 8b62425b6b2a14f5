package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A million values of a unique column, in the narrowest one that is allowed. */
class MillionTest {

    private static final int MILLION = 1_000_000;

    private record Case(Recipe recipe, int maxLength, IntFunction<String> values) {
        @Override
        public String toString() {
            return recipe.label() + " of " + maxLength;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(Recipe.EMAIL, 26, i -> "customer" + i + "@mail.example"),
                new Case(Recipe.LOGIN, 13, i -> "user" + i),
                new Case(Recipe.SECRET, 18, i -> "key-" + i),
                new Case(Recipe.CODE, 8, i -> "A-" + (1_000_000 + i)),
                new Case(Recipe.CODE, 0, i -> "8rKsFt5z" + (1_000_000 + i) + "AExss-01x"),
                new Case(Recipe.NUMBER, 0, i -> "" + (1_000_000 + i)),
                new Case(
                        Recipe.UUID,
                        36,
                        i -> new UUID(0x0190_0000_0000_7000L + i % 7, 0x8000_0000_0000_0000L + i).toString()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noTwoGetOnePseudonym(Case each) {
        Pseudonymizer pseudonymizer =
                a(each.recipe()).unique().maxLength(each.maxLength()).make();
        Set<String> seen = new HashSet<>(2 * MILLION);
        for (int i = 0; i < MILLION; i++) {
            seen.add("" + pseudonymizer.replace(each.values().apply(i), RowContext.NONE));
        }

        assertThat(seen.size()).isEqualTo(MILLION);
    }
}
