package io.penstock.pseudonym.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.pseudonym.EvidenceSigner;
import io.penstock.pseudonym.PseudonymKey;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedEvidenceTest {

    private static final EvidenceSigner SIGNER = signer("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "acme");

    @TempDir
    private Path store = Path.of("");

    private Journal journal = new Journal(Path.of(""));

    @SuppressWarnings("NullAway.Init")
    private Run run;

    private static EvidenceSigner signer(String key, String landscape) {
        return new EvidenceSigner(PseudonymKey.ofBase64(key), landscape);
    }

    @BeforeEach
    void keep() {
        journal = new Journal(store);
        run = journal.begin("sync prd uat", "uat", "a test");
        new SignedEvidence(journal).keep(run, evidence(run), SIGNER);
    }

    private static Evidence evidence(Run run) {
        Evidence.Column column = new Evidence.Column("email", "email", "mail", 3, 0, 7, 0, 1, 7, 7);
        Evidence.Table table =
                new Evidence.Table("public.customer", "pseudonymized", 12, 2, List.of("map:3"), true, List.of(column));
        Evidence.Leaks leaks =
                new Evidence.Leaks(7, 1, 0, List.of(new Evidence.Place("public.visit.note", "an e-mail address", 1)));
        Evidence.Database database = new Evidence.Database("live", "a", "b", false, 12, 1, 4, 0, leaks, List.of(table));
        return new Evidence(
                Evidence.FORMAT,
                run.id(),
                "acme",
                run.command(),
                run.startedBy(),
                "done",
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:01:00Z",
                "nowhere",
                "abc",
                new Evidence.Key(SIGNER.keyId(), 2),
                List.of(database),
                List.of());
    }

    private Path document(String name) {
        return journal.path(run, name);
    }

    private void replace(String name, String what, String by) throws IOException {
        String text = Files.readString(document(name));
        assertThat(text).contains(what);
        Files.writeString(document(name), text.replace(what, by));
    }

    private void isRefused(String code) {
        assertThatThrownBy(() -> new SignedEvidence(journal).verify(run, SIGNER.publicKey()))
                .hasMessageStartingWith(code);
    }

    @Test
    void comesBackAsItWasKept() {
        SignedEvidence.Verified verified = new SignedEvidence(journal).verify(run, SIGNER.publicKey() + "\n");

        assertThat(verified.evidence()).isEqualTo(evidence(run));
        assertThat(verified.publicKey()).isEqualTo(SIGNER.publicKey());
    }

    @Test
    void theSignatureIsTheOneOfRfc8032() throws Exception {
        String text = Files.readString(document("evidence.sig"));
        int last = text.lastIndexOf("signature ");
        byte[] header = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] raw = Base64.getDecoder().decode(SIGNER.publicKey());
        byte[] encoded = new byte[header.length + raw.length];
        System.arraycopy(header, 0, encoded, 0, header.length);
        System.arraycopy(raw, 0, encoded, header.length, raw.length);
        Signature oracle = Signature.getInstance("Ed25519");
        oracle.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        oracle.update(text.substring(0, last).getBytes(StandardCharsets.UTF_8));

        assertThat(oracle.verify(Base64.getDecoder()
                        .decode(text.substring(last + "signature ".length()).strip())))
                .isTrue();
    }

    @Test
    void anyChangeOfADocumentIsFound() throws IOException {
        replace("evidence.json", "\"replaced\" : 7", "\"replaced\" : 9");

        isRefused("EVIDENCE-FALSE");
    }

    @Test
    void aChangeOfThePageIsFound() throws IOException {
        replace("evidence.html", "public.customer", "public.basket");

        isRefused("EVIDENCE-FALSE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"penstock evidence 1", "key ", "sha256 evidence.json", "signature "})
    void aChangeOfTheSignatureIsFound(String what) throws IOException {
        replace("evidence.sig", what, what + "A");

        isRefused("EVIDENCE-FALSE");
    }

    @Test
    void aSignatureThatIsCutOffIsFound() throws IOException {
        String text = Files.readString(document("evidence.sig"));
        Files.writeString(document("evidence.sig"), text.substring(0, text.length() / 2));

        isRefused("EVIDENCE-FALSE");
    }

    @Test
    void goodEvidenceOfAnotherRunIsNoneOfThisOne() throws IOException {
        Run other = journal.begin("sync prd int", "int", "a test");
        new SignedEvidence(journal).keep(other, evidence(other), SIGNER);
        for (String name : List.of("evidence.json", "evidence.html", "evidence.sig")) {
            Files.writeString(document(name), Files.readString(journal.path(other, name)));
        }

        isRefused("EVIDENCE-FALSE");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Files.delete(document("evidence.html"));

        assertThatThrownBy(() -> new SignedEvidence(journal).verify(run, SIGNER.publicKey()))
                .hasMessageStartingWith("EVIDENCE-MISSING")
                .hasMessageContaining("evidence.html");
    }

    @Test
    void anotherKeyIsNotTrustedUnlessItIsNamed() {
        EvidenceSigner other = signer("ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=", "acme");
        new SignedEvidence(journal).keep(run, evidence(run), other);

        isRefused("EVIDENCE-KEY-UNKNOWN");
        assertThat(new SignedEvidence(journal).verify(run, other.publicKey()).publicKey())
                .isEqualTo(other.publicKey());
    }

    @Test
    void anotherLandscapeHasAnotherKey() {
        assertThat(signer("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "other")
                        .publicKey())
                .isNotEqualTo(SIGNER.publicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key", "AAAA"})
    void whatIsNoPublicKeyIsRefused(String key) {
        assertThatThrownBy(() -> new SignedEvidence(journal).verify(run, key))
                .hasMessageStartingWith("PUBLIC-KEY-INVALID");
    }
}
