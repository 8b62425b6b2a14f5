package io.penstock.run;

import io.penstock.PenstockException;

/** A store that is opened ahead of a run, in a thread of its own, and kept open until {@link #close}. */
final class StoreOpening implements AutoCloseable {

    private final RunStore store;
    private final Thread thread;

    StoreOpening(RunStore store) {
        this.store = store;
        this.thread = new Thread(this::open, "store");
        store.hold();
        thread.setDaemon(true);
        thread.start();
    }

    private void open() {
        try {
            store.prepare();
        } catch (PenstockException e) {
            // What fails now fails again, and is told, when the run begins.
        }
    }

    /** Waits for the opening first: a store that opened later would be left open. */
    @Override
    public void close() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.release();
    }
}
