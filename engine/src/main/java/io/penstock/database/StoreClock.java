package io.penstock.database;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Does what is due in a store at its time. Of several processes with one store each due task is begun by one; when that one dies, another begins it again within seconds.
 */
public final class StoreClock implements AutoCloseable {

    /** The table of what is due; whoever makes something due writes a row. */
    public static final String TABLE = "scheduled_task";

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    /** Four heartbeats, so that one that is late does no harm. */
    private static final int HEARTBEATS_TO_DEATH = 4;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What is done at a time. */
    @FunctionalInterface
    public interface Task {
        /** @return when it is due again; empty when it never is */
        Optional<Instant> due(String instance);
    }

    private final HikariDataSource connections;
    private final Scheduler scheduler;

    /**
     * @param name of the tasks
     * @param worker the name of this process, at most 50 characters
     * @param atOnce how many are done at a time
     */
    public StoreClock(DatabaseAddress store, String name, String worker, int atOnce, Clock clock, Task task) {
        connections = new HikariDataSource(pool(store));
        CustomTask<Void> due = Tasks.custom(name, Void.class)
                .onDeadExecutionRevive()
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) -> {
                    Optional<Instant> next = task.due(instance.getId());
                    return (complete, operations) ->
                            next.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
                });
        scheduler = Scheduler.create(connections, due)
                .tableName(TABLE)
                .schedulerName(new SchedulerName.Fixed(worker))
                .threads(atOnce)
                .pollingInterval(LOOK)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(HEARTBEATS_TO_DEATH)
                .shutdownMaxWait(PATIENCE)
                .clock(clock::instant)
                .build();
    }

    private static HikariConfig pool(DatabaseAddress store) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(store.url());
        pool.setUsername(store.user());
        Secret password = store.password();
        if (password != null) {
            pool.setPassword(password.reveal());
        }
        pool.setPoolName("store");
        pool.setMaximumPoolSize(3);
        pool.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        // A store that is not there yet is waited for.
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    public void start() {
        scheduler.start();
    }

    /** Begins nothing any more, and waits a while for what is under way. */
    @Override
    public void close() {
        scheduler.stop();
        connections.close();
    }
}
