package io.penstock.sync;

/**
 * A restore that is asked for.
 *
 * @param backup its id
 * @param confirmed whether a person has agreed: empty targets are adopted
 * @param startedBy user and machine, for the record
 */
public record RestoreRequest(String environment, String backup, boolean confirmed, String startedBy) {}
