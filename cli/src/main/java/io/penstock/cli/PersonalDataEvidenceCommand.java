package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.pseudonym.evidence.Evidence;
import io.penstock.pseudonym.evidence.SignedEvidence;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock personal-data evidence}. */
@Command(name = "evidence", description = "Verifies the evidence of a run, and shows it.")
final class PersonalDataEvidenceCommand implements Callable<Integer> {

    /** As JSON: what was signed, and by whom. */
    record Result(String signature, String publicKey, Evidence evidence) {}

    private final Session session;

    @Mixin
    private final RunChoice choice = new RunChoice();

    @Option(
            names = "--public-key",
            paramLabel = "KEY",
            description = "Verify with this key, where the pseudonym key is not at hand or has changed.")
    private @Nullable String publicKey;

    @Option(names = "--html", description = "Print the path of the evidence as a page for a browser.")
    private boolean html;

    PersonalDataEvidenceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        SignedEvidence.Verified verified = penstock.evidence().verify(choice.find(penstock.journal()), publicKey);
        if (html) {
            session.result(Map.of("html", verified.page()), verified.page());
        } else {
            session.result(
                    new Result("good", verified.publicKey(), verified.evidence()),
                    new EvidenceText(verified, session.style()).render());
        }
        return 0;
    }
}
