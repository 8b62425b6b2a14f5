package io.penstock.sync;

import io.penstock.Figures;
import io.penstock.pseudonym.account.Account;
import io.penstock.pseudonym.account.AccountStatus;
import io.penstock.pseudonym.account.Approval;
import io.penstock.pseudonym.account.KeptAccounts;
import io.penstock.pseudonym.account.KeptTable;
import java.util.ArrayList;
import java.util.List;

/** Says what becomes of the accounts that a map keeps. Names no value of a database, and not the condition, in which there may be one. */
public final class AccountWords {

    private AccountWords() {}

    public static List<SyncPlan.AccountPlan> plans(List<AccountStatus> accounts) {
        return accounts.stream()
                .map(status -> {
                    Account account = status.account();
                    Approval approval = status.approval();
                    return new SyncPlan.AccountPlan(
                            account.id(),
                            account.table(),
                            account.reason(),
                            account.until().toString(),
                            approval == null ? null : approval.by(),
                            approval == null ? null : approval.at().toString(),
                            personal(status).stream()
                                    .map(each -> new SyncPlan.KeptTablePlan(
                                            each.table().toString(), each.path(), each.rows()))
                                    .toList());
                })
                .toList();
    }

    /** Tables without personal columns are the same in any case. */
    private static List<KeptTable> personal(AccountStatus status) {
        return status.tables().stream().filter(KeptTable::personal).toList();
    }

    public static List<String> unapproved(List<AccountStatus> accounts) {
        return accounts.stream()
                .filter(status -> status.approval() == null)
                .map(status -> KeptAccounts.unapproved(status.account()))
                .map(problem -> problem.what() + " " + problem.remedy())
                .toList();
    }

    /** A phrase for each account that was kept, and for each table of it. */
    public static List<String> outcomes(List<AccountStatus> accounts) {
        List<String> phrases = new ArrayList<>();
        for (AccountStatus status : accounts) {
            Account account = status.account();
            Approval approval = status.approval();
            if (approval != null) {
                String tables = String.join(
                        "; ",
                        personal(status).stream()
                                .map(each -> Figures.of(each.rows(), "row", "rows") + " of " + each.path())
                                .toList());
                phrases.add("account " + account.id() + " of " + account.table() + " until " + account.until() + " ("
                        + account.reason() + "), approved by " + approval.by() + " at " + approval.at() + ": "
                        + tables);
            }
        }
        return phrases;
    }
}
