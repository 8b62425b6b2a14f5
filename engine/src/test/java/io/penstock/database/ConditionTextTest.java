package io.penstock.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.penstock.PenstockException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTextTest {

    private static final ConditionText.Lexis POSTGRESQL = new ConditionText.Lexis(true, true, false);
    private static final ConditionText.Lexis H2 = new ConditionText.Lexis(false, false, true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login like 'qa-%'",
                "name = 'it''s )' and (a or b)",
                "\"a)b\" is null -- the end )",
                "/* ( */ a[1] = any (array[1, 2])",
                "body ? 'key' and path #> '{a,b}' = $x$)$x$",
                "e'\\')' = name",
                "price$usd > 1 and note = $$)$$ and x = $1",
                "E'a' || E'b' = c",
                "E'\\' ) or (true --' = a",
            })
    void letsAConditionPass(String sql) {
        assertThatNoException().isThrownBy(() -> ConditionText.requireWhole(condition(sql), POSTGRESQL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true) OR (true",
                "true); DROP TABLE customer; SELECT (1",
                "true; COMMIT",
                "(true",
                "true]",
                "(a[1)]",
                "name = 'open",
                "\"open",
                "a /* open",
                "a /* /* */ ) or (true -- */ */",
                "$$ open",
                "$a$ $b$",
                "E'a'\n'\\'' ) or (true --'",
                "E'a' -- more\n'\\'' ) or (true --'",
                "'a\\') or (true --'",
                "\uD83D\uDE00E'\\' ) or (true --'",
                "`a`",
            })
    void refusesWhatCouldLeaveItsBrackets(String sql) {
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> ConditionText.requireWhole(condition(sql), POSTGRESQL))
                .satisfies(thrown -> {
                    assertThat(thrown.problems().get(0).code()).isEqualTo(DatabaseProblem.CONDITION_INVALID);
                    assertThat(thrown).hasMessageContaining("uat.yaml:3: the rule");
                });
    }

    /** In H2 a backslash escapes nothing, and two slashes begin a comment. */
    @ParameterizedTest
    @ValueSource(strings = {"// (\n) OR (true // )", "E'\\' ) or (true --'", "$a$ ) or (true $a$"})
    void refusesInH2WhatAnotherDatabaseReadsDifferently(String sql) {
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> ConditionText.requireWhole(condition(sql), H2));
    }

    private static Condition condition(String sql) {
        return new Condition(sql, "t", "uat.yaml:3: the rule");
    }
}
