package io.penstock.message;

import io.penstock.PenstockException;
import io.penstock.run.Choice;
import io.penstock.run.Question;
import io.penstock.run.ReportLines;
import io.penstock.run.Run;
import io.penstock.run.RunListener;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells people of the runs of an environment. A message that cannot be written or sent never hinders a run. */
public final class RunMessages implements RunListener {

    private final Messages messages;

    public RunMessages(Messages messages) {
        this.messages = messages;
    }

    @Override
    public void began(Run run) {
        tell(
                run,
                run.command() + " has begun",
                "Run " + run.id() + ", started by " + run.startedBy() + ".\nTo watch it: penstock runs follow "
                        + run.id() + "\n");
        deliver();
    }

    @Override
    public void tookUp(Run run) {
        tell(
                run,
                run.command() + " goes on",
                "The process that worked on run " + run.id() + " died. Process " + run.pid() + " of " + run.host()
                        + " goes on with it.\nTo watch it: penstock runs follow " + run.id() + "\n");
        deliver();
    }

    /** A server that hangs must not hold up the run. */
    private void deliver() {
        Thread sender = new Thread(messages::deliver, "messages");
        sender.setDaemon(true);
        sender.setUncaughtExceptionHandler((thread, failure) -> {});
        sender.start();
    }

    @Override
    public void waits(Run run, Question question) {
        String choices = question.choices().stream().map(Choice::label).collect(Collectors.joining("|"));
        tell(
                run,
                run.command() + " waits for a person",
                question.step() + " has failed: " + question.problem() + "\n\nRun " + run.id() + ", started by "
                        + run.startedBy() + ", waits until "
                        + ReportLines.moment(question.until().toString())
                        + " for somebody to say how to go on. Then it ends, and what was stopped is started again.\n"
                        + "To decide: penstock runs decide " + run.id() + " " + choices + "\n");
        deliver();
    }

    @Override
    public void ended(Run run, List<String> problems, String report) {
        String state = run.state().label();
        StringBuilder text = new StringBuilder();
        problems.forEach(problem -> text.append(problem).append('\n'));
        if (!problems.isEmpty()) {
            text.append('\n');
        }
        text.append(report.isEmpty() ? "Run " + run.id() + ", started by " + run.startedBy() + ".\n" : report);
        tell(run, run.command() + " " + (state.equals("done") ? "is done" : "has " + wording(state)), text.toString());
        try {
            messages.deliver();
        } catch (PenstockException e) {
            // They wait; `penstock messages list` shows them.
        }
    }

    private static String wording(String state) {
        return switch (state) {
            case "failed" -> "failed";
            case "cancelled" -> "been cancelled";
            case "refused" -> "been refused";
            default -> "ended: " + state;
        };
    }

    private void tell(Run run, String what, String text) {
        String environment = run.environment();
        if (messages.concern(environment, run.startedBy())) {
            try {
                messages.write(
                        environment,
                        run.startedBy(),
                        run.id(),
                        "[penstock " + environment.toLowerCase(Locale.ROOT) + "] " + what,
                        text);
            } catch (PenstockException e) {
                // The run itself will say that the store directory is not usable.
            }
        }
    }
}
