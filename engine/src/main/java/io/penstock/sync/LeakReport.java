package io.penstock.sync;

import io.penstock.pseudonym.leak.Finding;
import java.util.List;

/** What a verification found. Holds no value of a database. */
public record LeakReport(String source, String target, List<ClusterLeaks> clusters) {

    public LeakReport {
        clusters = List.copyOf(clusters);
    }

    /**
     * @param from where personal values were read
     * @param to where they were looked for
     * @param values how many distinct ones were looked for; 0 when the source is itself a copy that this key and map have pseudonymized
     * @param leaks values that stand there by more than chance
     * @param lookAlikes values that stand there and may do so by chance
     */
    public record ClusterLeaks(
            String cluster, String from, String to, long values, List<Finding> leaks, List<Finding> lookAlikes) {

        public ClusterLeaks {
            leaks = List.copyOf(leaks);
            lookAlikes = List.copyOf(lookAlikes);
        }
    }

    public boolean isClean() {
        return clusters.stream().allMatch(cluster -> cluster.leaks().isEmpty());
    }
}
