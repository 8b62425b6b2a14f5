package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.DIRECTION_INTO_PRODUCTION;
import static io.penstock.landscape.LandscapeProblem.DIRECTION_SAME;
import static io.penstock.landscape.LandscapeProblem.DIRECTION_UPWARDS;
import static io.penstock.landscape.LandscapeProblem.ENVIRONMENT_UNKNOWN;

import io.penstock.PenstockException;
import io.penstock.Problem;
import java.util.ArrayList;
import java.util.List;

/** From a higher environment to a lower one. There is no other direction: whoever holds an instance may rely on it. */
public final class Direction {

    private final Environment source;
    private final Environment target;

    private Direction(Environment source, Environment target) {
        this.source = source;
        this.target = target;
    }

    /**
     * The direction between two environments, once it is known to lead down and not into production.
     *
     * @throws PenstockException when it does not, or when the landscape has no such environments
     */
    public static Direction of(Landscape landscape, String source, String target) {
        List<String> names =
                landscape.environments().stream().map(Environment::name).toList();
        List<Problem> unknown = new ArrayList<>();
        for (String name : List.of(source, target)) {
            if (!names.contains(name)) {
                String what = "The landscape has no environment '" + name + "'" + Nearest.clause(name, names);
                unknown.add(new Problem(ENVIRONMENT_UNKNOWN, what, "Name one of: " + String.join(", ", names) + "."));
            }
        }
        if (!unknown.isEmpty()) {
            throw new PenstockException(unknown.stream().distinct().toList());
        }
        Direction direction = new Direction(
                landscape.environment(source).orElseThrow(),
                landscape.environment(target).orElseThrow());
        List<Problem> refusals = direction.refusals(names);
        if (!refusals.isEmpty()) {
            throw new PenstockException(refusals);
        }
        return direction;
    }

    private List<Problem> refusals(List<String> names) {
        if (source.name().equals(target.name())) {
            String what = "Source and target are both '" + source.name() + "'.";
            return List.of(new Problem(DIRECTION_SAME, what, "Name a lower environment as the target."));
        }
        List<Problem> refusals = new ArrayList<>();
        if (target.role() == Environment.Role.PRODUCTION) {
            String what = "The target '" + target.name()
                    + "' is a production environment; nothing is ever refreshed into one.";
            refusals.add(new Problem(DIRECTION_INTO_PRODUCTION, what, "Name a test environment as the target."));
        }
        if (names.indexOf(target.name()) < names.indexOf(source.name())) {
            String what = "The target '" + target.name() + "' stands above the source '" + source.name()
                    + "'; a refresh flows down.";
            refusals.add(new Problem(DIRECTION_UPWARDS, what, "The order is: " + String.join(", ", names) + "."));
        }
        return refusals;
    }

    public Environment source() {
        return source;
    }

    public Environment target() {
        return target;
    }

    @Override
    public String toString() {
        return source.name() + " to " + target.name();
    }
}
