package io.penstock.pseudonym.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an account in one database.
 *
 * @param approval absent when nobody has approved it, so that its rows are like all others
 * @param tables of which rows are kept for it, the account's own first; empty when it is not approved
 */
public record AccountStatus(Account account, @Nullable Approval approval, List<KeptTable> tables) {
    public AccountStatus {
        tables = List.copyOf(tables);
    }
}
