package io.penstock.run;

import io.penstock.PenstockException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Workers that are threads of this process. */
public final class LocalWorkers implements Workers {

    private final int threads;

    public LocalWorkers(int threads) {
        this.threads = threads;
    }

    @Override
    public void run(List<Work> works, Progress progress) {
        Round round = new Round(works, progress);
        List<Thread> crew = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, works.size()); i++) {
            Thread thread = new Thread(round::work, "penstock-worker-" + (i + 1));
            crew.add(thread);
            thread.start();
        }
        boolean interrupted = false;
        for (Thread thread : crew) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    progress.cancellation().request("the process was asked to end");
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        round.throwFailure();
    }

    /** One call of {@link #run}: what is ready, what waits, what failed. */
    private static final class Round {
        private final Progress progress;
        private final Map<Work, Integer> open = new HashMap<>();
        private final Map<Work, List<Work>> next = new HashMap<>();
        private final Map<Work, Long> rank = new HashMap<>();
        private final PriorityQueue<Work> ready =
                new PriorityQueue<>(Comparator.comparing(this::rank).reversed());
        private int left;
        private @Nullable RuntimeException failure;

        Round(List<Work> works, Progress progress) {
            this.progress = progress;
            this.left = works.size();
            for (Work work : works) {
                open.put(work, work.after().size());
                work.after()
                        .forEach(before -> next.computeIfAbsent(before, key -> new ArrayList<>())
                                .add(work));
            }
            works.forEach(this::rank);
            works.stream().filter(work -> work.after().isEmpty()).forEach(ready::add);
        }

        /** The weight of the longest chain of works that begins here. */
        private long rank(Work work) {
            Long known = rank.get(work);
            if (known != null) {
                return known;
            }
            long longest = 0;
            for (Work after : next.getOrDefault(work, List.of())) {
                longest = Math.max(longest, rank(after));
            }
            rank.put(work, longest + work.weight());
            return longest + work.weight();
        }

        void work() {
            for (Work work = take(); work != null; work = take()) {
                try (Progress.Activity activity = progress.begin(work)) {
                    work.action().run(activity);
                    activity.completed();
                    done(work);
                } catch (PenstockException e) {
                    failed(e);
                } catch (RuntimeException | Error e) {
                    failed(new IllegalStateException("work " + work.kind() + " " + work.name() + " failed", e));
                }
            }
        }

        private synchronized @Nullable Work take() {
            while (failure == null && left > 0 && !progress.cancellation().stopping()) {
                Work work = ready.poll();
                if (work != null) {
                    return work;
                }
                try {
                    wait(1000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
            return null;
        }

        private synchronized void done(Work work) {
            left--;
            for (Work after : next.getOrDefault(work, List.of())) {
                if (open.merge(after, -1, Integer::sum) == 0) {
                    ready.add(after);
                }
            }
            notifyAll();
        }

        private void failed(RuntimeException e) {
            boolean first;
            synchronized (this) {
                first = failure == null;
                if (first) {
                    failure = e;
                }
                notifyAll();
            }
            if (first) {
                progress.cancellation().stop("another part of it failed");
            }
        }

        synchronized void throwFailure() {
            if (progress.cancellation().requested()) {
                progress.cancellation().check();
            }
            if (failure != null) {
                throw failure;
            }
            progress.cancellation().check();
        }
    }
}
