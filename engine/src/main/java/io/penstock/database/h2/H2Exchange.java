package io.penstock.database.h2;

import io.penstock.database.Exchange;
import java.util.List;

/**
 * One database file about to take another's place. Files do not change places together: each exchange is a step of its own.
 *
 * @param rename the one rename that does it
 */
record H2Exchange(H2Lock lock, Runnable rename) implements Exchange {

    @Override
    public boolean joins(Exchange other) {
        return false;
    }

    @Override
    public void intend(String intent) {
        lock.siblings().intent().write(intent);
    }

    @Override
    public void make(List<Exchange> others) {
        lock.target().close();
        rename.run();
    }
}
