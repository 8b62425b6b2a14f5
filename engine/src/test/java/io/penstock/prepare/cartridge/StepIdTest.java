package io.penstock.prepare.cartridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepIdTest {

    @ParameterizedTest
    @CsvSource({
        "pre.Class1, PRE, 1",
        "Class0, MAIN, 0",
        "Class007.50, MAIN, 7.5",
        "post.Class50, POST, 50",
        "Class.5, MAIN, 0.5",
        "Class3., MAIN, 3",
        "pre.Class1.7976931348623157E308, PRE, 1.7976931348623157E308",
        "Class2e+3, MAIN, 2000"
    })
    void readsAKey(String key, Phase phase, double number) {
        assertThat(StepId.of(key)).contains(new StepId(phase, number, key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Class",
                "class1",
                "Class-1",
                "Class1.2.3",
                "mid.Class1",
                "pre.Class1x",
                "Class1e309",
                "ClassNaN",
                "Class1e-2",
                ""
            })
    void takesNothingElseForOne(String key) {
        assertThat(StepId.of(key)).isEmpty();
    }

    @Test
    void sortsByPhaseThenByNumber() {
        List<String> order =
                List.of("pre.Class2", "pre.Class10", "Class0.5", "Class01", "Class1", "Class9", "post.Class1");
        List<StepId> ids = new java.util.ArrayList<>(
                order.stream().map(StepId::of).map(Optional::orElseThrow).toList());
        Collections.reverse(ids);
        assertThat(ids.stream().sorted().map(StepId::written)).containsExactlyElementsOf(order);
    }

    @Test
    void comparesVersionsAsNumbers() {
        List<String> order = List.of("6", "7.4", "7.4.0.1", "7.4.3.0", "7.9", "7.10", "10.0.0.0");
        assertThat(Stream.of("7.10", "10.0.0.0", "7.4.3.0", "7.9", "6", "7.4.0.1", "7.4")
                        .map(MigrationVersion::of)
                        .map(Optional::orElseThrow)
                        .sorted()
                        .map(MigrationVersion::written))
                .containsExactlyElementsOf(order);
        assertThat(Stream.of("7.4.3.0.1", "x", "", "7.", ".7", "7..1", "-1").map(MigrationVersion::of))
                .allMatch(Optional::isEmpty);
    }
}
