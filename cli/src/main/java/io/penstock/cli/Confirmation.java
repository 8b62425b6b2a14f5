package io.penstock.cli;

import io.penstock.PenstockException;
import io.penstock.sync.SyncProblem;
import org.jspecify.annotations.Nullable;

/** A person agrees by typing the name of what will change: no habit of the fingers types it. */
final class Confirmation {

    private final Session session;
    private final String command;

    /** @param command as it is called, for the messages */
    Confirmation(Session session, String command) {
        this.session = session;
        this.command = command;
    }

    /** @throws PenstockException when nobody is there to be asked */
    void requirePerson(String name) {
        requirePerson(name, "--yes");
    }

    /** @param option what agrees without a person */
    void requirePerson(String name, String option) {
        if (!session.terminal().asks()) {
            throw new PenstockException(
                    SyncProblem.NOT_CONFIRMED,
                    command + " changes " + name + ", and there is no terminal to ask at.",
                    "If that is what you want, run the command again with " + option + ".");
        }
    }

    /** @throws PenstockException when something else is typed */
    void ask(String question, String name) {
        askFor(question + " Type the target's name to go on:", name);
    }

    /** @throws PenstockException when something else than {@code answer} is typed */
    void askFor(String prompt, String answer) {
        @Nullable String typed = session.terminal().ask(prompt);
        if (typed == null || !typed.strip().equals(answer)) {
            throw new PenstockException(
                    CliProblem.CONFIRMATION_DIFFERS,
                    "What was typed is not '" + answer + "'. Nothing was touched.",
                    "Run the command again and type just that.");
        }
    }
}
