package io.penstock.cli;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.configset.OutboundContact;
import io.penstock.sync.ContactListing.ClusterContacts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penstock config contacts}. */
@Command(
        name = "contacts",
        description = {
            "Lists by what an environment reaches others: mail servers, payment endpoints, webhooks, active jobs.",
            "",
            "Only reads, and looks at tables of at most 4 MB. Exit code 0; 3 when something is there that"
                    + " forbidden-contacts of the environment forbids."
        })
final class ConfigContactsCommand implements Callable<Integer> {

    /** The result as JSON. */
    record Contacts(String environment, int exitCode, List<Cluster> clusters) {}

    record Cluster(
            String cluster,
            String database,
            List<OutboundContact> contacts,
            List<Refusal.Entry> forbidden,
            List<String> leftOut) {
        static Cluster of(ClusterContacts found) {
            return new Cluster(
                    found.cluster(),
                    found.database(),
                    found.contacts(),
                    found.forbidden().stream().map(Refusal.Entry::of).toList(),
                    found.leftOut());
        }
    }

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment; it is only read.")
    private String environment = "";

    @Mixin
    private final ClusterChoice clusters = new ClusterChoice();

    ConfigContactsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        List<ClusterContacts> found = penstock.contactListing().of(environment, clusters.asked());
        boolean forbidden =
                found.stream().anyMatch(cluster -> !cluster.forbidden().isEmpty());
        int exitCode = forbidden ? Outcome.REFUSED.exitCode() : 0;
        session.result(
                new Contacts(
                        environment, exitCode, found.stream().map(Cluster::of).toList()),
                text(found));
        return exitCode;
    }

    private String text(List<ClusterContacts> found) {
        StringBuilder text = new StringBuilder();
        for (ClusterContacts cluster : found) {
            text.append(session.style().heading(cluster.cluster() + ": " + Layout.plain(cluster.database())))
                    .append('\n');
            cluster.contacts()
                    .forEach(contact -> text.append("  ")
                            .append(Layout.plain(contact.phrase()))
                            .append('\n'));
            if (cluster.contacts().isEmpty()) {
                text.append("  no outbound contact is known\n");
            }
            cluster.forbidden()
                    .forEach(problem -> text.append("  ")
                            .append(Layout.plain(problem.toString()))
                            .append('\n'));
            if (!cluster.leftOut().isEmpty()) {
                text.append("  too large to be configuration, not looked at: ")
                        .append(Layout.plain(String.join(", ", cluster.leftOut())))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
