package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.database.StoreLocation;
import io.penstock.database.h2.EmbeddedStore;
import io.penstock.landscape.DatabaseAddress;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class H2RunStoreTest extends RunStoreContract {

    @Override
    StoreLocation fresh() {
        return EmbeddedStore.in(directory, RunProblem::storeUnusable);
    }

    @Override
    void silence(StoreLocation location, int seconds) throws SQLException {
        DatabaseAddress address = location.address().get();
        try (Connection connection = DriverManager.getConnection(
                address.url(),
                address.user(),
                Objects.requireNonNull(address.password()).reveal())) {
            connection
                    .createStatement()
                    .execute("update run set heartbeat = current_timestamp - interval '" + seconds + "' second");
        }
    }

    @Test
    void isMadeByTheFirstRunAndForItsOwnerAlone() throws Exception {
        StoreLocation location = fresh();
        Journal journal = new Journal(directory, location);
        assertThat(journal.list()).isEmpty();
        assertThat(location.there().getAsBoolean()).isFalse();
        journal.end(journal.begin("sync prd uat", "uat", "a test"), new RunState.Done());
        assertThat(location.there().getAsBoolean()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("store"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("store/password"))))
                .isEqualTo("rw-------");
    }
}
