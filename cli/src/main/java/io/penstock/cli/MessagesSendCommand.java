package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.PenstockException;
import io.penstock.message.Message;
import io.penstock.message.MessageProblem;
import io.penstock.message.Messages;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code penstock messages send}. */
@Command(
        name = "send",
        description =
                "Sends the messages that wait. Each run that begins or ends does so too; ends with 1 when one could not be delivered.")
final class MessagesSendCommand implements Callable<Integer> {

    /** The result as JSON. */
    record Sent(int delivered) {}

    private final Session session;

    MessagesSendCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Messages messages = session.open().messages();
        int before = messages.waiting().size();
        List<Message> failed = messages.deliver();
        if (!failed.isEmpty()) {
            throw new PenstockException(
                    MessageProblem.MESSAGE_UNDELIVERED,
                    Figures.of(failed.size(), "message", "messages") + " could not be delivered: "
                            + failed.get(0).failure() + ".",
                    "See penstock messages list, and mail and webhooks in penstock.yaml; they wait until they are delivered.");
        }
        int delivered = before - messages.waiting().size();
        session.result(new Sent(delivered), Figures.of(delivered, "message", "messages") + " delivered.");
        return 0;
    }
}
