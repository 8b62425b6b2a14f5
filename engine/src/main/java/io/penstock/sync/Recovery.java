package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.database.Dialect;
import io.penstock.landscape.Landscape;
import io.penstock.lifecycle.Downtime;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts right what a run has left whose process died, before the next one begins. Thread-safe. */
public final class Recovery {

    private final Landscape landscape;
    private final Journal journal;
    private final List<Dialect> dialects;

    public Recovery(Landscape landscape, Journal journal, List<Dialect> dialects) {
        this.landscape = landscape;
        this.journal = journal;
        this.dialects = dialects;
    }

    /** @return what was done, as sentences for people */
    public List<String> settle(String environment, Function<Settlement, List<String>> work) {
        List<String> settled =
                new ArrayList<>(unlessBusy(environment, () -> work.apply(new Settlement(landscape, dialects))));
        settled.addAll(0, journal.bury(environment));
        settled.addAll(recover(environment));
        return settled;
    }

    /** What fails because another run works on the environment is told to be that. */
    public <T> T unlessBusy(String environment, Supplier<T> work) {
        try {
            return work.get();
        } catch (PenstockException e) {
            journal.bury(environment);
            throw e;
        }
    }

    /** Starts what a run that died has left stopped, and ends its silence. */
    public List<String> recover(String environment) {
        return landscape
                .environment(environment)
                .map(target -> new Downtime(
                                target,
                                landscape.storeDirectory(),
                                landscape.storeDirectory(),
                                "recovery",
                                new Progress())
                        .recover(journal::isDead))
                .orElse(List.of());
    }
}
