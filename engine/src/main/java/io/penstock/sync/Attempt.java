package io.penstock.sync;

import io.penstock.ProductVersion;
import io.penstock.database.CopyTerms;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A process at work on a run.
 *
 * @param fence higher than that of every process that worked on the run before
 * @param takesUp whether one did, and died
 */
record Attempt(Run run, long fence, boolean takesUp) {

    static Attempt of(Journal journal, Run run, boolean takesUp) {
        return new Attempt(run, journal.fence(run), takesUp);
    }

    /** Of what a copy depends; rows are compared by themselves. */
    CopyTerms terms(DatabaseRules rules) {
        Map<String, String> equal = new LinkedHashMap<>();
        equal.put("version of Penstock", ProductVersion.NUMBER);
        equal.put("pseudonym key", rules.map().keyId());
        equal.put("personal-data map", rules.map().mapVersion());
        return new CopyTerms(run.id(), fence, equal);
    }
}
