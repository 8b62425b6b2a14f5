package io.penstock.cli;

import io.penstock.message.Message;
import io.penstock.run.ReportLines;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code penstock messages list}. */
@Command(name = "list", description = "Lists the messages that have not been delivered, oldest first, and why.")
final class MessagesListCommand implements Callable<Integer> {

    private final Session session;

    MessagesListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Message> waiting = session.open().messages().waiting();
        TextTable table = new TextTable("", "wwlrll").row("WRITTEN", "BY", "TO", "TRIED", "SUBJECT", "LAST FAILURE");
        for (Message message : waiting) {
            table.row(
                    ReportLines.moment(message.at()),
                    message.channel().name().toLowerCase(Locale.ROOT),
                    message.to(),
                    Integer.toString(message.attempts()),
                    message.subject(),
                    message.failure());
        }
        session.result(
                waiting,
                waiting.isEmpty()
                        ? "No message waits."
                        : String.join("\n", table.lines(session.style().columns())));
        return 0;
    }
}
