package io.penstock.schedule;

import io.penstock.PenstockException;
import io.penstock.database.StoreClock;
import io.penstock.database.StoreLocation;
import io.penstock.run.ProcessHost;
import io.penstock.run.Progress;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Begins what is due, until it is stopped. Several of them, in processes of any machine, share the work of one store. */
public final class ScheduleWorker {

    private static final long SEEN_SECONDS = 5;
    private static final int LONGEST_NAME = 50;

    private final ScheduleStore store;
    private final StoreLocation location;
    private final DueSchedule due;
    private final int atOnce;
    private final Clock clock;
    private final String name;
    private final Set<Progress> underWay = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);

    ScheduleWorker(StoreLocation location, ScheduledJob job, ScheduleListener listener, int atOnce, Clock clock) {
        this.location = location;
        this.store = new ScheduleStore(location);
        this.due = new DueSchedule(store, job, listener, clock);
        this.atOnce = atOnce;
        this.clock = clock;
        String process = ProcessHandle.current().pid() + "@" + ProcessHost.NAME;
        this.name = process.length() > LONGEST_NAME ? process.substring(0, LONGEST_NAME) : process;
    }

    /** Begins what is due, until {@link #stop}; then ends what is under way. */
    public void run() {
        seen();
        try (StoreClock work =
                new StoreClock(location.address().get(), ScheduleStore.TASK, name, atOnce, clock, this::begin)) {
            work.start();
            while (!stopped.await(SEEN_SECONDS, TimeUnit.SECONDS)) {
                seen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    /** May be called from any thread. What is under way is cancelled, its targets are as they were. */
    public void stop() {
        stopped.countDown();
        underWay.forEach(progress -> progress.cancellation().request("its worker was stopped"));
    }

    private Optional<Instant> begin(String id) {
        Progress progress = new Progress();
        underWay.add(progress);
        try {
            if (stopped.getCount() == 0) {
                return Optional.of(clock.instant());
            }
            return due.begin(Long.parseLong(id), progress);
        } finally {
            underWay.remove(progress);
        }
    }

    private void seen() {
        try {
            store.seen(name, ProcessHost.NAME, ProcessHandle.current().pid(), clock.instant());
        } catch (PenstockException e) {
            // The store is out of reach for now; what is due waits until it is back.
        }
    }

    private void leave() {
        try {
            store.gone(name);
        } catch (PenstockException e) {
            // It will be seen to have gone.
        } finally {
            store.close();
        }
    }
}
