package io.penstock.message;

import io.penstock.PenstockException;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.MessageSettings;
import io.penstock.landscape.MessageSettings.MailServer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The messages of one landscape: written into the outbox, and delivered from there as soon as the servers take them. Safe for several threads and processes. */
public final class Messages {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PERHAPS_TWICE =
            "This may have reached you before: the process that sent it died before it knew.\n\n";

    private final MessageSettings settings;
    private final Outbox outbox;
    private final Delivery mail;
    private final Delivery webhook;

    public Messages(Landscape landscape) {
        this.settings = landscape.messages();
        this.outbox = new Outbox(landscape.storeDirectory());
        MailServer server = settings.server();
        webhook = new Webhook(settings.webhooks());
        mail = server == null
                ? message -> {
                    throw Delivery.undelivered("penstock.yaml names no mail server any more", null);
                }
                : new Mailer(server);
    }

    /** Whether anybody is told of runs of an environment that somebody has started. */
    public boolean concern(String environment, String startedBy) {
        return settings.addressOf(startedBy).isPresent()
                || settings.addresses().containsKey(environment)
                || settings.webhooks().containsKey(environment);
    }

    /**
     * Writes a message to everybody whom an environment concerns, and to who started a run of it. It waits in the outbox until {@link #deliver}.
     *
     * @throws PenstockException OUTBOX-UNUSABLE
     */
    public void write(String environment, String startedBy, String run, String subject, String text) {
        Set<String> addresses = new LinkedHashSet<>(settings.addresses().getOrDefault(environment, List.of()));
        settings.addressOf(startedBy).ifPresent(addresses::add);
        for (String address : addresses) {
            put(Message.Channel.MAIL, address, run, subject, text);
        }
        if (settings.webhooks().containsKey(environment)) {
            put(Message.Channel.WEBHOOK, environment, run, subject, text);
        }
    }

    private void put(Message.Channel channel, String to, String run, String subject, String text) {
        byte[] random = new byte[6];
        RANDOM.nextBytes(random);
        Instant now = Instant.now();
        String id = "%013d-%s".formatted(now.toEpochMilli(), HexFormat.of().formatHex(random));
        outbox.put(new Message(id, now.toString(), channel, to, run, subject, text, Message.State.WAITING, 0, ""));
    }

    /** What waits for delivery, oldest first. */
    public List<Message> waiting() {
        return outbox.list();
    }

    /**
     * Delivers what waits, unless another process is at it. A server that does not take a message is not asked again this time.
     *
     * @return those that did not arrive and wait on
     */
    public List<Message> deliver() {
        List<Message> failed = new ArrayList<>();
        outbox.alone(() -> {
            Set<String> broken = new HashSet<>();
            for (Message message : outbox.list()) {
                String server = message.channel() == Message.Channel.MAIL ? "mail" : "webhook " + message.to();
                if (broken.contains(server)) {
                    failed.add(message);
                } else if (!deliver(message, failed)) {
                    broken.add(server);
                }
            }
        });
        return failed;
    }

    private boolean deliver(Message message, List<Message> failed) {
        Message tried = message.sending();
        outbox.put(tried);
        Delivery delivery = switch (message.channel()) {
            case MAIL -> mail;
            case WEBHOOK -> webhook;
        };
        try {
            delivery.send(message.state() == Message.State.SENDING ? perhapsTwice(tried) : tried);
            outbox.remove(tried);
            return true;
        } catch (PenstockException e) {
            Message waiting = tried.failed(e.problems().get(0).what());
            outbox.put(waiting);
            failed.add(waiting);
            return false;
        }
    }

    private static Message perhapsTwice(Message message) {
        return new Message(
                message.id(),
                message.at(),
                message.channel(),
                message.to(),
                message.run(),
                message.subject(),
                PERHAPS_TWICE + message.text(),
                message.state(),
                message.attempts(),
                message.failure());
    }
}
