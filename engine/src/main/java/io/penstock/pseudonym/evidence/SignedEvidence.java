package io.penstock.pseudonym.evidence;

import io.penstock.PenstockException;
import io.penstock.pseudonym.EvidenceSigner;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evidence in the records of a run: as JSON, as a page for a browser, and a signature over both. {@code evidence.sig} is text: the format, the public key, the
 * SHA-256 of each document, and in its last line the signature (Ed25519) over all lines before it.
 */
public final class SignedEvidence {

    private static final String JSON_NAME = "evidence.json";
    private static final String PAGE_NAME = "evidence.html";
    private static final String SIGNATURE_NAME = "evidence.sig";
    private static final List<String> DOCUMENTS = List.of(JSON_NAME, PAGE_NAME);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Journal journal;

    public SignedEvidence(Journal journal) {
        this.journal = journal;
    }

    /**
     * Evidence whose signature was found good.
     *
     * @param publicKey that has signed it, in base64
     * @param page the path of the page for a browser
     */
    public record Verified(Evidence evidence, String publicKey, String page) {}

    /** Keeps the evidence of a run, signed. */
    public void keep(Run run, Evidence evidence, EvidenceSigner signer) {
        journal.keep(run, JSON_NAME, JSON.writeValueAsString(evidence) + "\n");
        journal.keep(run, PAGE_NAME, new EvidencePage(evidence, signer.publicKey()).render());
        String signed = statement(run, signer.publicKey());
        journal.keep(run, SIGNATURE_NAME, signed + "signature " + signer.sign(bytes(signed)) + "\n");
    }

    private String statement(Run run, String publicKey) {
        StringBuilder lines = new StringBuilder(Evidence.FORMAT)
                .append("\nkey ")
                .append(publicKey)
                .append('\n');
        for (String name : DOCUMENTS) {
            lines.append("sha256 ")
                    .append(name)
                    .append(' ')
                    .append(hash(require(run, name)))
                    .append('\n');
        }
        return lines.toString();
    }

    /**
     * Verifies the evidence of a run.
     *
     * @param publicKey the key that is trusted, in base64
     * @throws PenstockException EVIDENCE-MISSING, EVIDENCE-KEY-UNKNOWN, or EVIDENCE-FALSE when anything was changed
     */
    public Verified verify(Run run, String publicKey) {
        if (!EvidenceSigner.isPublicKey(publicKey)) {
            throw new PenstockException(
                    EvidenceProblem.PUBLIC_KEY_INVALID,
                    "This is no public key of evidence: it has to be base64 of 32 bytes.",
                    "penstock personal-data evidence prints it where the pseudonym key is at hand.");
        }
        String file = require(run, SIGNATURE_NAME);
        int last = file.lastIndexOf("signature ");
        String signed = file.substring(0, Math.max(last, 0));
        String signature = last < 0 ? "" : file.substring(last + "signature ".length());
        String signer = signed.lines()
                .filter(line -> line.startsWith("key "))
                .map(line -> line.substring("key ".length()))
                .findFirst()
                .orElse("");
        if (!EvidenceSigner.verifies(signer, bytes(signed), signature)) {
            throw changed(run, SIGNATURE_NAME);
        }
        if (!signer.equals(publicKey.strip())) {
            throw new PenstockException(
                    EvidenceProblem.EVIDENCE_KEY_UNKNOWN,
                    "The evidence of run " + run.id() + " was signed with the key " + signer + ", not with "
                            + publicKey.strip() + ".",
                    "If the pseudonym key has changed since, name the former public key with --public-key; else do not trust the evidence.");
        }
        for (String name : DOCUMENTS) {
            if (!signed.contains("\nsha256 " + name + " " + hash(require(run, name)) + "\n")) {
                throw changed(run, name);
            }
        }
        return new Verified(parsed(run), signer, journal.path(run, PAGE_NAME).toString());
    }

    private Evidence parsed(Run run) {
        Evidence evidence;
        try {
            evidence = JSON.readValue(require(run, JSON_NAME), Evidence.class);
        } catch (JacksonException e) {
            throw changed(run, JSON_NAME);
        }
        // The signature would be good as well for the evidence of another run that was put in its place.
        if (!evidence.run().equals(run.id())) {
            throw changed(run, JSON_NAME);
        }
        return evidence;
    }

    private String require(Run run, String name) {
        Optional<String> document = journal.read(run, name);
        return document.orElseThrow(() -> new PenstockException(
                EvidenceProblem.EVIDENCE_MISSING,
                "Run " + run.id() + " (" + run.command() + ", " + run.state().label() + ") has no " + name + ".",
                "Evidence is written when a run ends that had to do with a database; see penstock runs list."));
    }

    private static PenstockException changed(Run run, String name) {
        return new PenstockException(
                EvidenceProblem.EVIDENCE_FALSE,
                "The " + name + " of run " + run.id() + " is not what was signed.",
                "Do not trust it. Find out who can write to the store directory; a copy from elsewhere may still be good.");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
