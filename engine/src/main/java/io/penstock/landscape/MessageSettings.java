package io.penstock.landscape;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of runs, and how.
 *
 * @param server absent when no mail is sent
 * @param addresses whom mail goes to, by environment
 * @param webhooks URLs that take messages as Slack does, by environment; secret, since whoever knows one can write there
 */
public record MessageSettings(
        @Nullable MailServer server, Map<String, List<String>> addresses, Map<String, Secret> webhooks) {

    public static final MessageSettings NONE = new MessageSettings(null, Map.of(), Map.of());

    public MessageSettings {
        addresses = Map.copyOf(addresses);
        webhooks = Map.copyOf(webhooks);
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
