package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.landscape.Landscape;
import io.penstock.pseudonym.PersonalDataMap;
import io.penstock.pseudonym.account.Account;
import io.penstock.pseudonym.account.AccountProblem;
import io.penstock.pseudonym.account.Approval;
import io.penstock.pseudonym.account.Approvals;
import io.penstock.pseudonym.account.KeptAccounts;
import io.penstock.run.AuditTrail;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The accounts that the map of a landscape keeps, and what operators have said to them. Connects to nothing. */
public final class AccountApproval {

    /** @param approval absent when nobody has approved it */
    public record Standing(Account account, @Nullable Approval approval, boolean expired) {}

    private final Landscape landscape;
    private final Approvals approvals;
    private final AuditTrail trail;

    public AccountApproval(Landscape landscape) {
        this.landscape = landscape;
        this.approvals = new Approvals(landscape.storeDirectory());
        this.trail = new AuditTrail(landscape.storeDirectory());
    }

    /** All accounts, in the order of the map. */
    public List<Standing> list() {
        return accounts().stream().map(this::standing).toList();
    }

    /**
     * The account with this id, or the only one whose id begins so.
     *
     * @throws PenstockException ACCOUNT-UNKNOWN
     */
    public Standing find(String id) {
        List<Account> accounts = accounts();
        List<Account> matching = accounts.stream()
                .filter(account -> !id.isEmpty() && account.hash().startsWith(id))
                .toList();
        if (matching.size() != 1) {
            String known = accounts.stream()
                    .map(account -> account.id() + " (" + account.place() + ")")
                    .collect(Collectors.joining(", "));
            throw new PenstockException(
                    AccountProblem.ACCOUNT_UNKNOWN,
                    (matching.isEmpty() ? "No account that the map keeps has" : "More than one account has")
                            + " the id '" + id + "'; a changed entry has another id.",
                    known.isEmpty() ? "The list `keep` of the map is empty." : "Name one of: " + known + ".");
        }
        return standing(matching.get(0));
    }

    /**
     * Approves an account; one that is approved already stays approved as it was.
     *
     * @param by user and machine
     * @throws PenstockException ACCOUNT-EXPIRED
     */
    public Approval approve(Account account, String by) {
        List<Account> one = List.of(account);
        if (!KeptAccounts.expired(one, today()).isEmpty()) {
            throw new PenstockException(KeptAccounts.expired(one, today()));
        }
        if (approvals.of(account).isEmpty()) {
            trail.record("personal-data approve", by, Map.of("account", account.hash(), "table", account.table()));
        }
        return approvals.approve(account, by, Instant.now());
    }

    private List<Account> accounts() {
        return PersonalDataMap.read(MapFile.of(landscape)).accounts();
    }

    private Standing standing(Account account) {
        return new Standing(account, approvals.of(account).orElse(null), account.isExpired(today()));
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }
}
