package io.penstock.message;

import io.penstock.Html;
import io.penstock.landscape.MessageSettings.MailServer;
import io.penstock.landscape.MessageSettings.Security;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/** Sends mail by SMTP, as text and as HTML. */
final class Mailer implements Delivery {

    private static final String MILLISECONDS = "10000";
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final MailServer server;

    Mailer(MailServer server) {
        this.server = server;
    }

    @Override
    public void send(Message message) {
        try {
            Transport.send(mail(message));
        } catch (MessagingException e) {
            throw Delivery.undelivered(server.host() + ":" + server.port() + ": " + root(e), e);
        }
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    private MimeMessage mail(Message message) throws MessagingException {
        MimeMessage mail = new MimeMessage(session()) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + message.id() + "@penstock.invalid>");
            }
        };
        mail.setFrom(new InternetAddress(server.from(), true));
        mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.to(), true));
        mail.setSubject(message.subject(), UTF_8);
        mail.setSentDate(Date.from(Instant.parse(message.at())));
        mail.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(message.text(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(html(message), UTF_8, "html");
        mail.setContent(new MimeMultipart("alternative", text, html));
        return mail;
    }

    private static String html(Message message) {
        return Html.page(message.subject())
                .element("h1", message.subject())
                .element("pre style=\"white-space: pre-wrap; font: inherit\"", message.text())
                .endPage();
    }

    private Session session() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", server.host());
        properties.setProperty("mail.smtp.port", Integer.toString(server.port()));
        properties.setProperty("mail.smtp.connectiontimeout", MILLISECONDS);
        properties.setProperty("mail.smtp.timeout", MILLISECONDS);
        properties.setProperty("mail.smtp.writetimeout", MILLISECONDS);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        if (server.security() == Security.STARTTLS) {
            properties.setProperty("mail.smtp.starttls.enable", "true");
            properties.setProperty("mail.smtp.starttls.required", "true");
        } else if (server.security() == Security.TLS) {
            properties.setProperty("mail.smtp.ssl.enable", "true");
        }
        if (server.user() == null) {
            return Session.getInstance(properties);
        }
        properties.setProperty("mail.smtp.auth", "true");
        String password = server.password() == null ? "" : server.password().reveal();
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(server.user(), password);
            }
        });
    }
}
