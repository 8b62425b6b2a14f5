package io.penstock.database;

/** Is told of progress, and stops the work when the run is to end. */
public interface WorkMonitor {

    /**
     * So many more rows and bytes are done.
     *
     * @throws io.penstock.PenstockException when the run is to stop
     */
    void advanced(long rows, long bytes);

    /** Registers how to interrupt a call that may block for long, such as a statement; withdrawn when the handle is closed. */
    Interruptible interruptible(Runnable interrupt);

    /** A registration that ends when it is closed. */
    interface Interruptible extends AutoCloseable {
        @Override
        void close();
    }
}
