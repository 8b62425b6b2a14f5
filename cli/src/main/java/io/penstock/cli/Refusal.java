package io.penstock.cli;

import io.penstock.Outcome;
import io.penstock.Problem;
import java.util.List;
import java.util.Locale;

/**
 * The JSON document of a command that did not do what it should.
 *
 * @param outcome {@code failed}, {@code usage}, {@code refused} or {@code cancelled}
 */
record Refusal(String outcome, int exitCode, List<Entry> problems) {

    record Entry(String code, String what, String remedy) {
        static Entry of(Problem problem) {
            return new Entry(problem.code().code(), problem.what(), problem.remedy());
        }
    }

    static Refusal of(List<Problem> problems, Outcome outcome) {
        return new Refusal(
                label(outcome),
                outcome.exitCode(),
                problems.stream().map(Entry::of).toList());
    }

    static String label(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
