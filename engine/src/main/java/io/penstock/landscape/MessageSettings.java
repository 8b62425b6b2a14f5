package io.penstock.landscape;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of runs, and how.
 *
 * @param server absent when no mail is sent
 * @param addresses whom mail goes to, by environment
 * @param people addresses of those who start runs, by the name of their user
 * @param domain in which the name of a user is an address, where {@code people} does not know it; empty for none
 * @param webhooks URLs that take messages as Slack does, by environment; secret, since whoever knows one can write there
 */
public record MessageSettings(
        @Nullable MailServer server,
        Map<String, List<String>> addresses,
        Map<String, Secret> webhooks,
        Map<String, String> people,
        String domain) {

    public static final MessageSettings NONE = new MessageSettings(null, Map.of(), Map.of(), Map.of(), "");

    /** What can stand before the @ as it is. */
    private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public MessageSettings {
        addresses = Map.copyOf(addresses);
        webhooks = Map.copyOf(webhooks);
        people = Map.copyOf(people);
    }

    /** The address of who started a run. @param startedBy user and machine, as the run names them */
    public Optional<String> addressOf(String startedBy) {
        String user = startedBy.substring(0, Math.max(0, startedBy.lastIndexOf('@')));
        if (server == null) {
            return Optional.empty();
        }
        if (people.containsKey(user)) {
            return Optional.of(people.get(user));
        }
        return domain.isEmpty() || !LOCAL.matcher(user).matches() ? Optional.empty() : Optional.of(user + "@" + domain);
    }

    /**
     * A server that takes mail.
     *
     * @param from the sender's address
     */
    public record MailServer(
            String host,
            int port,
            Security security,
            @Nullable String user,
            @Nullable Secret password,
            String from) {}

    /** How the way to the server is secured. */
    public enum Security {
        /** Encrypted once connected (RFC 3207); a server that cannot is refused. */
        STARTTLS,
        /** Encrypted from the first byte (RFC 8314). */
        TLS,
        NONE
    }
}
