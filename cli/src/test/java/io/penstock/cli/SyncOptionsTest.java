package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.sync.ManyDeletions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncOptionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync prd uat",
                "sync prd uat --cluster live --only files --dirs sites,impex/in --delete --delete-many",
                "sync prd uat --only database --keep-unsealed",
                "sync prd uat --dirs 'with blank,it'\\''s'",
            })
    void readsTheCommandOfARun(String command) {
        assertThat(SyncOptions.of(command).request(true, ManyDeletions.REFUSED).command())
                .isEqualTo(command);
    }

    @Test
    void readsWhatWasAskedFor() {
        assertThat(SyncOptions.of("sync prd uat --dirs 'with blank,it'\\''s'")
                        .request(true, ManyDeletions.REFUSED)
                        .directories())
                .containsExactly("with blank", "it's");
    }
}
