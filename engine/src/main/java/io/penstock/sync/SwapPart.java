package io.penstock.sync;

import io.penstock.database.Exchange;
import java.util.List;
import java.util.Optional;

/** A database or a shared file system of the target, as the swap of a run sees it. */
interface SwapPart extends AutoCloseable {

    /** Its name, for intents and for people, such as {@code database acme/uat/edit}. */
    String name();

    /** Keeps other runs out until the part is closed. What follows needs it, but for {@link #intent}. */
    void lock();

    /** What a run that swapped it, or was about to, intended to swap with it and has not brought to its end. */
    Optional<SwapIntent> intent();

    void forgetIntent();

    /** The runs whose swap can be taken back, newest first. */
    List<String> undoable();

    default boolean swappedBy(String run) {
        return undoable().contains(run);
    }

    /** Readies the return of what the run replaced. */
    Exchange undoing(String run);

    /** Removes what a run that died had readied for the swap. */
    void clean();

    @Override
    void close();
}
