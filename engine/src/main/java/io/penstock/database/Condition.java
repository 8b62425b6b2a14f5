package io.penstock.database;

import io.penstock.PenstockException;
import io.penstock.landscape.PreservedRowsRule;

/**
 * An SQL condition that a person wrote in a file.
 *
 * @param sql as written
 * @param table the name under which it may speak of its table
 * @param named where it stands and what it is for, for people: {@code penstock.yaml:12: the rule to preserve rows of preference}
 */
public record Condition(String sql, String table, String named) {

    /** The condition of a rule; one without a condition means all rows. */
    static Condition of(PreservedRowsRule rule, Table table) {
        String where = rule.where();
        String place = rule.place() == null ? "The" : rule.place() + ": the";
        return new Condition(
                where == null ? "true" : where,
                table.name().name(),
                place + " rule to preserve rows of " + rule.table());
    }

    /** The condition in brackets. The last one has a line of its own, since a comment at the end would swallow it. */
    public String bracketed() {
        return "(" + sql + "\n)";
    }

    /** @param why for people, as the end of a sentence that begins with the condition */
    public PenstockException invalid(String why) {
        return new PenstockException(
                DatabaseProblem.CONDITION_INVALID, named + " " + why + ".", "Correct the condition there.");
    }
}
