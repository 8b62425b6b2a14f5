package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.penstock.PenstockException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People hear by mail of runs on real servers, and the mail holds no personal value. */
@Tag("postgresql")
class MessageTest {

    private static final String PRD = "message_prd";
    private static final String UAT = "message_uat";

    @TempDir
    Path directory;

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        mail.start();
        Shop.create(Postgres.high(), PRD);
        Postgres.low().create(UAT);
        scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .line("mail: {host: 127.0.0.1, port: " + mail.getSmtp().getPort()
                        + ", security: none, from: penstock@acme.test, to: {uat: [ops@acme.test]}}")
                .map(
                        "tables: {customer: {columns: {email: email, name: full-name, note: redact}, public: [id]}, orders: public, bulk: public}");
    }

    @AfterEach
    void stopTheServer() {
        mail.stop();
    }

    private static String text(MimeMessage message) throws Exception {
        return ((MimeMultipart) message.getContent())
                .getBodyPart(0)
                .getContent()
                .toString();
    }

    @Test
    void aRefreshThatBeginsAndEndsIsTold() throws Exception {
        scenario.sync();

        MimeMessage[] received = mail.getReceivedMessages();
        assertThat(Stream.of(received).map(MessageTest::subject))
                .containsExactly("[penstock uat] sync prd uat has begun", "[penstock uat] sync prd uat is done");
        assertThat(text(received[1])).contains("read back and found equal");
        for (MimeMessage message : received) {
            assertThat(text(message)).doesNotContain("real.example").doesNotContain("Secret Person");
        }
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRefreshThatFailsIsToldWithItsReason() throws Exception {
        Postgres.high()
                .run(
                        PRD,
                        "ALTER TABLE orders ADD leaked text; UPDATE orders SET leaked = (SELECT email FROM customer WHERE id = 7) WHERE id = 3");
        assertThatExceptionOfType(PenstockException.class).isThrownBy(scenario::sync);

        MimeMessage[] received = mail.getReceivedMessages();
        assertThat(subject(received[received.length - 1])).isEqualTo("[penstock uat] sync prd uat has failed");
        assertThat(text(received[received.length - 1]))
                .contains("LEAK-FOUND")
                .contains("orders.leaked")
                .doesNotContain("person7@");
    }

    @Test
    void aMailServerThatIsDownHindersNoRun() throws Exception {
        mail.stop();

        assertThat(scenario.sync().state()).isEqualTo("done");

        assertThat(scenario.open().messages().waiting()).hasSize(2);
    }
}
