package io.penstock.checks;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A client that asks a database twice a second, each time in a new session, and notes when it was not answered. */
final class Patience {

    private static final long MILLIS = 500;

    private final Postgres server;
    private final String database;
    private final String question;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int asked;
    private int failed;
    private long answered = System.nanoTime();
    private long longest;
    private List<String> last = List.of();

    private Patience(Postgres server, String database, String question) {
        this.server = server;
        this.database = database;
        this.question = question;
    }

    static Patience asking(Postgres server, String database, String question) {
        Patience client = new Patience(server, database, question);
        client.ask();
        client.clock.scheduleAtFixedRate(client::ask, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
        return client;
    }

    private synchronized void ask() {
        asked++;
        try {
            last = server.rows(database, question);
            long now = System.nanoTime();
            longest = Math.max(longest, now - answered);
            answered = now;
        } catch (SQLException e) {
            failed++;
        }
    }

    /** Asks once more, and no more. */
    void end() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the last question was not answered");
        }
        ask();
    }

    synchronized int asked() {
        return asked;
    }

    synchronized int failed() {
        return failed;
    }

    /** The longest time between two answers; half a second when each was answered at once. */
    synchronized double longestSeconds() {
        return longest / 1e9;
    }

    /** The newest answer. */
    synchronized List<String> last() {
        return last;
    }
}
