package io.penstock.sync;

import io.penstock.database.Exchange;
import io.penstock.files.FileRootIntent;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of one root about to change places. Interrupted, they are taken back when the root is cleaned.
 *
 * @param change puts in what was staged, or puts back what was replaced
 */
record FilesExchange(Path root, Runnable change) implements Exchange {

    @Override
    public boolean joins(Exchange other) {
        return false;
    }

    @Override
    public void intend(String intent) {
        FileRootIntent.write(root, intent);
    }

    @Override
    public void make(List<Exchange> others) {
        change.run();
    }
}
