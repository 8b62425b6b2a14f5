package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.sync.EnvironmentUndo;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock undo}. */
@Command(name = "undo", description = "Puts back the databases and files that the newest sync replaced.")
final class UndoCommand implements Callable<Integer> {

    /** The result as JSON. */
    record Undone(String environment, List<String> restored, List<String> left) {}

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment that was refreshed.")
    private String environment = "";

    @Option(names = "--yes", description = "Do not ask; needed where there is no terminal.")
    private boolean yes;

    UndoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        if (!yes) {
            Confirmation confirmation = new Confirmation(session, "penstock undo");
            confirmation.requirePerson(environment);
            confirmation.ask("Put " + environment + " back to what it was before its newest sync?", environment);
        }
        session.interruption().waits();
        EnvironmentUndo.Undone done = penstock.undo(environment, Session.startedBy());
        String left = done.left().isEmpty()
                ? ""
                : "\nLeft as they are, for the sync did not replace them or nothing is kept of what it replaced:\n  "
                        + String.join("\n  ", done.left());
        session.result(
                new Undone(environment, done.restored(), done.left()),
                "Put back in " + environment + ":\n  " + String.join("\n  ", done.restored()) + left);
        return 0;
    }
}
