package io.penstock.landscape;

import java.util.function.Supplier;

/**
 * A value that must never be printed. Its {@code toString} hides it.
 *
 * <p>A secret that {@code penstock.yaml} refers to ({@code ${env:NAME}}) is looked up when it is revealed and not before: a command that works on
 * INT alone must not fail because the password of PRD is out of its reach, and need not hold that password in its memory.
 */
public final class Secret {

    private final Supplier<String> value;

    public Secret(String value) {
        this(() -> value);
    }

    Secret(Supplier<String> value) {
        this.value = value;
    }

    /**
     * The value itself; for the one place that needs it.
     *
     * @throws io.penstock.PenstockException with {@link LandscapeProblem#SECRET_MISSING} when it refers to what is not there
     */
    public String reveal() {
        return value.get();
    }

    @Override
    public String toString() {
        return "***";
    }
}
