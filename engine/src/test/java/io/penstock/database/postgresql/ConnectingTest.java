package io.penstock.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectingTest {

    private final AtomicInteger tries = new AtomicInteger();

    private void failing(SQLException failure) {
        assertThatThrownBy(() -> Connecting.again(() -> {
                    tries.incrementAndGet();
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void triesAgainWhatPasses() {
        failing(new SQLException("the database system is starting up", "57P03"));
        assertThat(tries).hasValue(3);
    }

    @Test
    void doesNotTryAgainWhatStays() {
        failing(new SQLException("password authentication failed", "28P01"));
        failing(new SQLException("unknown host", "08001", new UnknownHostException("nowhere")));
        failing(new SQLException("no state"));
        assertThat(tries).hasValue(3);
    }
}
