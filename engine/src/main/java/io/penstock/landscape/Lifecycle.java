package io.penstock.landscape;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is done around a swap so that nobody meets a half-replaced environment and nobody is alarmed; each hook may be absent ("Database Restore" of the
 * environment synchronization).
 *
 * @param silence keeps monitoring quiet
 * @param stop stops the application servers; where it is given, so is {@code start}
 * @param project is checked out before anything is stopped, and its scripts are run between the swap and the start
 * @param start starts them again
 * @param healthy asked again and again until it succeeds
 * @param within the longest time that the application may take to become healthy
 * @param searchIndex has the search index built anew, which no sync carries
 * @param resume lets monitoring speak again; absent when {@code silence} is one of the Alertmanager, which is ended by itself
 * @param askWithin how long a run waits for a person to say how to go on when a hook fails; absent when nobody is asked
 */
public record Lifecycle(
        @Nullable Hook silence,
        @Nullable Hook stop,
        @Nullable ConfigurationProject project,
        @Nullable Hook start,
        @Nullable Hook healthy,
        Duration within,
        @Nullable Hook searchIndex,
        @Nullable Hook resume,
        @Nullable Duration askWithin) {

    /** For so long a person is waited for, unless it is said. */
    public static final Duration ASK_WITHIN = Duration.ofHours(1);

    /** No hooks: the environment's application is left alone. */
    public static final Lifecycle NONE = new Lifecycle(null, null, null, null, null, Duration.ZERO, null, null, null);
}
