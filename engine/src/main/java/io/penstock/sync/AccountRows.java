package io.penstock.sync;

import io.penstock.database.Snapshot;
import io.penstock.database.TableName;
import io.penstock.pseudonym.PersonalDataMap;
import io.penstock.pseudonym.account.Approvals;
import io.penstock.pseudonym.account.KeptAccounts;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds the rows of kept accounts as of today, with the approvals of one store. */
final class AccountRows {

    private final Path store;

    AccountRows(Path store) {
        this.store = store;
    }

    /** What {@link PersonalDataMap#bind} asks when it knows which tables are personal. */
    Function<Predicate<TableName>, KeptAccounts> finder(PersonalDataMap map, Snapshot snapshot) {
        return personal -> KeptAccounts.find(
                map.accounts(), new Approvals(store), LocalDate.now(ZoneId.systemDefault()), snapshot, personal);
    }
}
