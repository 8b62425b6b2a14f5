package io.penstock.run;

import java.util.Map;

/**
 * The right of a process to work on a run.
 *
 * @param fence higher than that of every claim before
 * @param attempt 1, or how often the run was taken up before and 1 more
 * @param lines so many lines its log has
 * @param steps the numbers of its steps, by name and cluster
 */
record Claim(long fence, int attempt, long lines, Map<String, Integer> steps) {

    Claim {
        steps = Map.copyOf(steps);
    }

    static String step(String name, String cluster) {
        return name + "\n" + cluster;
    }
}
