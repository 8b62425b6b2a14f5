package io.penstock.pseudonym.account;

import io.penstock.ProblemCode;
import io.penstock.landscape.ConfigMapping;
import io.penstock.landscape.ConfigNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the list {@code keep} of a map; problems are noted with their lines. */
public final class AccountReader {

    private static final Set<String> KEYS = Set.of("table", "where", "related", "except", "reason", "until");

    private final ProblemCode invalid;

    /** @param invalid the code of what is wrong with an entry */
    public AccountReader(ProblemCode invalid) {
        this.invalid = invalid;
    }

    /** The entries that are whole; every other one is noted as a problem. */
    public List<Account> read(ConfigNode.Sequence listed) {
        List<Account> accounts = new ArrayList<>();
        Map<String, Account> known = new HashMap<>();
        for (ConfigMapping entry : listed.mappings("'keep'")) {
            Account account = account(entry);
            if (account == null) {
                continue;
            }
            Account twin = known.put(account.hash(), account);
            if (twin != null) {
                entry.problems()
                        .add(
                                entry,
                                invalid,
                                "this account is listed already at " + twin.place() + ".",
                                "Remove one of the two entries.");
            }
            accounts.add(account);
        }
        return accounts;
    }

    private @Nullable Account account(ConfigMapping entry) {
        entry.rejectUnknown(KEYS);
        String table = entry.requiredString("table");
        String where = entry.requiredString("where");
        Boolean related = entry.bool("related");
        List<String> except = entry.strings("except");
        String reason = entry.requiredString("reason");
        LocalDate until = until(entry);
        boolean follows = Boolean.TRUE.equals(related);
        if (except != null && !follows) {
            entry.problem(
                    "except", invalid, "'except' has no meaning without `related: true`.", "Remove it, or add that.");
        }
        if (table == null || where == null || reason == null || until == null) {
            return null;
        }
        return new Account(entry.place(), table, where, follows, except == null ? List.of() : except, reason, until);
    }

    private @Nullable LocalDate until(ConfigMapping entry) {
        entry.require("until");
        String text = entry.get("until") == null ? null : entry.text("until");
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            entry.problem("until", invalid, "'until' is not a date.", "Write one such as 2027-06-30.");
            return null;
        }
    }
}
