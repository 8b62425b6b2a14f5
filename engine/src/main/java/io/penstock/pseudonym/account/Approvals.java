package io.penstock.pseudonym.account;

import io.penstock.PenstockException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/**
 * The approvals of operators: a file for each in the store directory, which is written once and never changed. Safe for several processes. A
 * record that is not what was written is no approval: it is a problem.
 */
public final class Approvals {

    private final Path directory;

    /** @param store the store directory of the landscape; made when the first account is approved */
    public Approvals(Path store) {
        this.directory = store.resolve("approvals");
    }

    /**
     * The approval of exactly this account; absent when nobody has approved it.
     *
     * @throws PenstockException APPROVAL-DAMAGED
     */
    public Optional<Approval> of(Account account) {
        Path file = file(account);
        try {
            return Optional.of(read(Files.readString(file), account.hash()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new PenstockException(
                    AccountProblem.APPROVAL_DAMAGED,
                    "The record of the approval of the kept account " + account.id() + ", " + file
                            + ", is damaged or cannot be read.",
                    "Find out who changed it, remove it, and approve the account again: penstock personal-data approve "
                            + account.id() + ".",
                    e);
        }
    }

    /**
     * Approves an account. One that is approved already stays approved as it was.
     *
     * @param by user and machine
     */
    public Approval approve(Account account, String by, Instant at) {
        Optional<Approval> before = of(account);
        if (before.isPresent()) {
            return before.get();
        }
        Approval approval = new Approval(account.hash(), by.replaceAll("\\s+", " "), at);
        try {
            Files.createDirectories(directory);
            Path whole = Files.createTempFile(directory, "approval", ".new");
            try {
                Files.writeString(whole, written(approval));
                // Unlike a rename, a link never takes the place of what somebody else has written meanwhile.
                Files.createLink(file(account), whole);
            } finally {
                Files.delete(whole);
            }
            return approval;
        } catch (FileAlreadyExistsException e) {
            return of(account).orElse(approval);
        } catch (IOException | UnsupportedOperationException e) {
            throw new PenstockException(
                    AccountProblem.APPROVAL_UNWRITABLE,
                    "The approval cannot be kept in " + directory + ": "
                            + e.getClass().getSimpleName() + ".",
                    "Check store-directory in penstock.yaml, its rights and its disk.",
                    e);
        }
    }

    private Path file(Account account) {
        return directory.resolve(account.hash() + ".properties");
    }

    private static String written(Approval approval) {
        String text = "account=" + approval.hash() + "\nby=" + approval.by().replace("\\", "\\\\") + "\nat="
                + approval.at() + "\n";
        return text + "sum=" + sum(text) + "\n";
    }

    private static Approval read(String text, String hash) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Approval approval = new Approval(
                properties.getProperty("account", ""),
                properties.getProperty("by", ""),
                Instant.parse(properties.getProperty("at", "")));
        if (!approval.hash().equals(hash) || !written(approval).equals(text)) {
            throw new IllegalArgumentException("not what was written");
        }
        return approval;
    }

    /** Against chance, such as a full disk; who may write in the store directory can make any record. */
    private static String sum(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
