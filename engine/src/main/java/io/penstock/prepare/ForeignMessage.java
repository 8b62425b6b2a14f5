package io.penstock.prepare;

import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Secret;
import io.penstock.run.Run;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the process of a run and that of foreign preparers say to each other, each a line of JSON. */
sealed interface ForeignMessage {

    /**
     * What the process is to work on; the first that it is told, over its standard input, where nobody else sees the password.
     *
     * @param cartridges the directory of their list
     */
    record Terms(
            String cartridges,
            String url,
            @Nullable String user,
            @Nullable String password,
            String purpose,
            String run,
            String host,
            PreparationSettings settings)
            implements ForeignMessage {

        static Terms of(Path cartridges, DatabaseAddress address, Run run, PreparationSettings settings) {
            return of(cartridges, address, run.id(), run.host(), settings);
        }

        static Terms of(
                Path cartridges, DatabaseAddress address, String run, String host, PreparationSettings settings) {
            Secret password = address.password();
            return new Terms(
                    cartridges.toString(),
                    address.url(),
                    address.user(),
                    password == null ? null : password.reveal(),
                    "penstock run " + run + ", preparers",
                    run,
                    host,
                    settings);
        }
    }

    /**
     * A step that is to be done; its begin is entered.
     *
     * @param number of the last try of the run that was entered
     */
    record Order(StepKey step, String cartridge, long number) implements ForeignMessage {}

    /**
     * What the process says.
     *
     * @param session who its session is to the server; told once, before the first order
     * @param outcome of the step
     * @param number of the last try of the run that was entered
     * @param spent whether another process had better do the next step
     * @param problem why it cannot work
     */
    record Answer(
            @Nullable String session,
            @Nullable StepOutcome outcome,
            long number,
            boolean spent,
            @Nullable String problem)
            implements ForeignMessage {}
}
