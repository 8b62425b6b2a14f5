package io.penstock.pseudonym.account;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Condition;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The accounts of a map, applied to one database as of a snapshot. */
public final class KeptAccounts {

    /** More keys of kept rows than this are an exception to the map no longer, and memory would grow with the data. */
    private static final int LIMIT = 100_000;

    private final Map<TableName, Condition> conditions = new HashMap<>();
    private final List<AccountStatus> statuses = new ArrayList<>();

    private KeptAccounts() {}

    /** None. */
    public static KeptAccounts none() {
        return new KeptAccounts();
    }

    /**
     * Finds the rows of the approved accounts.
     *
     * @param accounts an account of a table that the database does not have is passed over
     * @param personal whether the map calls anything in a table personal
     * @throws PenstockException ACCOUNT-EXPIRED, APPROVAL-DAMAGED, CONDITION-INVALID, KEPT-ROWS-TOO-MANY; of all accounts together
     */
    public static KeptAccounts find(
            List<Account> accounts,
            Approvals approvals,
            LocalDate today,
            Snapshot snapshot,
            Predicate<TableName> personal) {
        KeptAccounts found = new KeptAccounts();
        List<Problem> problems = new ArrayList<>(expired(accounts, today));
        for (Account account : accounts) {
            Optional<Table> table = snapshot.catalog().find(account.table());
            try {
                Optional<Approval> approval = approvals.of(account);
                if (table.isPresent() && !account.isExpired(today)) {
                    List<KeptTable> kept =
                            approval.isPresent() ? found.walk(account, table.get(), snapshot, personal) : List.of();
                    found.statuses.add(new AccountStatus(account, approval.orElse(null), kept));
                }
            } catch (PenstockException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
        return found;
    }

    /** A problem for each account whose end date has passed. */
    public static List<Problem> expired(List<Account> accounts, LocalDate today) {
        return accounts.stream()
                .filter(account -> account.isExpired(today))
                .map(account -> new Problem(
                        AccountProblem.ACCOUNT_EXPIRED,
                        account.place() + ": the account of " + account.table() + " was to be kept until "
                                + account.until() + ".",
                        "Remove the entry, or set a later `until` and let an operator approve it."))
                .toList();
    }

    /** A note for an account that nobody has approved. */
    public static Problem unapproved(Account account) {
        return new Problem(
                AccountProblem.ACCOUNT_NOT_APPROVED,
                account.place() + ": nobody has approved the account " + account.id() + " of " + account.table()
                        + ", so its rows are pseudonymized like all others.",
                "To keep them, an operator runs: penstock personal-data approve " + account.id() + ".");
    }

    /** What is wrong with the conditions of accounts; reads no row. */
    public static List<Problem> tryOut(List<Account> accounts, Snapshot snapshot) {
        List<Problem> problems = new ArrayList<>();
        for (Account account : accounts) {
            snapshot.catalog().find(account.table()).ifPresent(table -> {
                try {
                    snapshot.tryOut(table, account.condition(table, account.where()));
                } catch (PenstockException e) {
                    if (e.problems().get(0).code() != DatabaseProblem.CONDITION_INVALID) {
                        throw e;
                    }
                    problems.addAll(e.problems());
                }
            });
        }
        return problems;
    }

    private List<KeptTable> walk(Account account, Table table, Snapshot snapshot, Predicate<TableName> personal) {
        Set<TableName> except = new HashSet<>();
        account.except().forEach(name -> snapshot.catalog().find(name).ifPresent(found -> except.add(found.name())));
        RelatedRows rows = new RelatedRows(account, table, except, snapshot, personal, LIMIT);
        List<KeptTable> kept = new ArrayList<>();
        rows.walk().forEach((name, condition) -> {
            Table each = snapshot.catalog().table(name).orElseThrow();
            long count = snapshot.count(each, condition);
            boolean counts = snapshot.catalog().tree(each).stream().anyMatch(part -> personal.test(part.name()));
            kept.add(new KeptTable(
                    name, Optional.ofNullable(rows.paths().get(name)).orElseThrow(), count, counts));
            if (count > 0) {
                conditions.merge(name, condition, KeptAccounts::either);
            }
        });
        return kept;
    }

    /** Rows for which one of two conditions is true. */
    public static Condition either(Condition one, Condition other) {
        return new Condition(
                one.bracketed() + " OR " + other.bracketed(), one.table(), one.named() + " or " + other.named());
    }

    /** Which rows of a table are kept, for a partition those of the partitioned table above it. */
    public Optional<Condition> condition(Table table, Map<TableName, Table> tables) {
        Optional<Condition> own = Optional.ofNullable(conditions.get(table.name()));
        if (own.isPresent()) {
            return own;
        }
        if (table.kind() != Table.Kind.PARTITION && table.kind() != Table.Kind.PARTITIONED) {
            return Optional.empty();
        }
        return table.parents().stream()
                .map(tables::get)
                .filter(parent -> parent != null)
                .flatMap(parent -> condition(parent, tables).stream())
                .findFirst();
    }

    /** What becomes of each account, in the order of the map. */
    public List<AccountStatus> statuses() {
        return List.copyOf(statuses);
    }
}
