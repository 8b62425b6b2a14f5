package io.penstock.message;

/**
 * What one recipient is told.
 *
 * @param id unique, and the same however often it is sent: mail programs show one with a known id once
 * @param at when it was written, ISO-8601 in UTC
 * @param channel how it goes
 * @param to an address for mail; the environment whose webhook takes it otherwise
 * @param run which it tells of
 * @param text what it says, in lines
 * @param state where it stands
 * @param attempts how often it was tried
 * @param failure what went wrong last, empty when nothing did
 */
public record Message(
        String id,
        String at,
        Channel channel,
        String to,
        String run,
        String subject,
        String text,
        State state,
        int attempts,
        String failure) {

    /** How a message goes. */
    public enum Channel {
        MAIL,
        WEBHOOK
    }

    /** Where a message stands; one that is delivered is no longer in the outbox. */
    public enum State {
        WAITING,
        /** A process is at it, or died while it was: whether it has arrived is not known. */
        SENDING
    }

    Message sending() {
        return with(State.SENDING, attempts + 1, "");
    }

    Message failed(String why) {
        return with(State.WAITING, attempts, why);
    }

    private Message with(State next, int tried, String why) {
        return new Message(id, at, channel, to, run, subject, text, next, tried, why);
    }
}
