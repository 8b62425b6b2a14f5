package io.penstock.cli;

import io.penstock.PenstockException;
import io.penstock.pseudonym.account.Account;
import io.penstock.pseudonym.account.Approval;
import io.penstock.sync.AccountApproval;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock personal-data approve}. */
@Command(
        name = "approve",
        description = {
            "Approves an account that the personal-data map keeps, so that its entry takes effect.",
            "",
            "What is approved is the text of the entry, to the letter: a changed one needs a new approval. The approval is"
                    + " kept in the store directory, with user and time. Without ENTRY the accounts of the map are"
                    + " listed."
        })
final class PersonalDataApproveCommand implements Callable<Integer> {

    /** An account as JSON; times in UTC. */
    record Entry(
            String id,
            String place,
            String table,
            String where,
            boolean related,
            List<String> except,
            String reason,
            String until,
            boolean expired,
            @Nullable String approvedBy,
            @Nullable String approvedAt) {

        static Entry of(AccountApproval.Standing standing) {
            Account account = standing.account();
            Approval approval = standing.approval();
            return new Entry(
                    account.id(),
                    account.place().toString(),
                    account.table(),
                    account.where(),
                    account.related(),
                    account.except(),
                    account.reason(),
                    account.until().toString(),
                    standing.expired(),
                    approval == null ? null : approval.by(),
                    approval == null ? null : approval.at().toString());
        }
    }

    private final Session session;

    @Parameters(paramLabel = "ENTRY", arity = "0..1", description = "The id of the entry, which plans and checks show.")
    private @Nullable String entry;

    @Option(names = "--yes", description = "Approve without being asked.")
    private boolean yes;

    PersonalDataApproveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AccountApproval accounts = session.open().accountApproval();
        if (entry == null) {
            List<Entry> all = accounts.list().stream().map(Entry::of).toList();
            session.result(all, all.isEmpty() ? "The map keeps no account." : texts(all));
            return 0;
        }
        AccountApproval.Standing standing = accounts.find(entry);
        if (standing.approval() == null) {
            Approval approval = approve(accounts, standing);
            standing = new AccountApproval.Standing(standing.account(), approval, standing.expired());
        }
        Entry approved = Entry.of(standing);
        session.result(approved, text(approved));
        return 0;
    }

    private Approval approve(AccountApproval accounts, AccountApproval.Standing standing) {
        if (!yes) {
            Confirmation confirmation = new Confirmation(session, "penstock personal-data approve");
            confirmation.requirePerson("what is pseudonymized");
            session.terminal().err().print(text(Entry.of(standing)));
            String typed = session.terminal().ask("Keep these rows as they are on every lower environment? [y/N]");
            if (typed == null || !typed.strip().matches("(?i)y|yes")) {
                throw new PenstockException(
                        CliProblem.CONFIRMATION_DIFFERS,
                        "What was typed is not 'y'. Nothing was approved.",
                        "Run the command again and type y.");
            }
        }
        return accounts.approve(standing.account(), Session.startedBy());
    }

    private static String texts(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach(each -> text.append(text.isEmpty() ? "" : "\n").append(text(each)));
        return text.toString();
    }

    private static String text(Entry each) {
        String state = each.approvedBy() == null
                ? "not approved: its rows are pseudonymized like all others"
                : "approved by " + each.approvedBy() + " at " + each.approvedAt();
        String related = each.related()
                ? "everything that hangs on these rows"
                        + (each.except().isEmpty() ? "" : ", but not " + String.join(", ", each.except()))
                : "these rows alone";
        return Layout.plain("account " + each.id() + "  " + each.place()) + "\n"
                + line("table", each.table())
                + line("where", each.where())
                + line("keeps", related)
                + line("reason", each.reason())
                + line("until", each.until() + (each.expired() ? ", which has passed" : ""))
                + line("state", state);
    }

    private static String line(String name, String value) {
        return String.format("  %-7s %s%n", name, Layout.plain(value));
    }
}
