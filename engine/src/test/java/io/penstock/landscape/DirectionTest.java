package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.DIRECTION_INTO_PRODUCTION;
import static io.penstock.landscape.LandscapeProblem.DIRECTION_SAME;
import static io.penstock.landscape.LandscapeProblem.DIRECTION_UPWARDS;
import static io.penstock.landscape.LandscapeProblem.ENVIRONMENT_UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectionTest {

    private final Landscape landscape = new Landscape(
            "acme",
            Path.of("store"),
            Stream.of("prd", "prd2", "uat", "int")
                    .map(DirectionTest::environment)
                    .toList(),
            FileScope.DEFAULT,
            null,
            null,
            1,
            1);

    @Test
    void leadsFromAnyHigherEnvironmentToAnyLowerTestEnvironment() {
        for (String way : List.of("prd uat", "prd int", "prd2 uat", "uat int")) {
            String[] names = way.split(" ");
            Direction direction = Direction.of(landscape, names[0], names[1]);
            assertThat(direction.source().name()).isEqualTo(names[0]);
            assertThat(direction.target().name()).isEqualTo(names[1]);
        }
    }

    @Test
    void refusesASyncIntoAHigherEnvironment() {
        assertThat(codes("int", "uat")).containsExactly(DIRECTION_UPWARDS);
    }

    @Test
    void refusesASyncIntoProductionFromAbove() {
        assertThat(codes("prd", "prd2")).containsExactly(DIRECTION_INTO_PRODUCTION);
    }

    @Test
    void refusesASyncIntoProductionFromBelowForBothReasons() {
        assertThat(codes("uat", "prd")).containsExactly(DIRECTION_INTO_PRODUCTION, DIRECTION_UPWARDS);
    }

    @Test
    void refusesASyncOfAnEnvironmentIntoItself() {
        assertThat(codes("prd", "prd")).containsExactly(DIRECTION_SAME);
        assertThat(codes("uat", "uat")).containsExactly(DIRECTION_SAME);
    }

    @Test
    void namesUnknownEnvironmentsAndTheNearestKnownOne() {
        PenstockException thrown = failure("uta", "production");

        assertThat(thrown.outcome()).isEqualTo(Outcome.USAGE);
        assertThat(thrown.problems()).extracting(Problem::code).containsOnly(ENVIRONMENT_UNKNOWN);
        assertThat(thrown.problems())
                .extracting(Problem::what)
                .containsExactly(
                        "The landscape has no environment 'uta'; did you mean 'uat'?",
                        "The landscape has no environment 'production'.");
        assertThat(failure("x", "x").problems()).hasSize(1);
    }

    private List<ProblemCode> codes(String source, String target) {
        PenstockException thrown = failure(source, target);
        assertThat(thrown.outcome()).isEqualTo(Outcome.REFUSED);
        return thrown.problems().stream().map(Problem::code).toList();
    }

    private PenstockException failure(String source, String target) {
        PenstockException thrown =
                catchThrowableOfType(PenstockException.class, () -> Direction.of(landscape, source, target));
        assertThat(thrown).isNotNull();
        return thrown;
    }

    private static Environment environment(String name) {
        Environment.Role role = name.startsWith("prd") ? Environment.Role.PRODUCTION : Environment.Role.TEST;
        return new Environment(
                name,
                role,
                Map.of(),
                Throttle.NONE,
                Map.of(),
                List.of(),
                Lifecycle.NONE,
                1,
                false,
                null,
                List.of(),
                false);
    }
}
