package io.penstock.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.penstock.landscape.FileScope;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.MessageSettings;
import io.penstock.landscape.MessageSettings.MailServer;
import io.penstock.landscape.MessageSettings.Security;
import io.penstock.message.Messages;
import io.penstock.message.RunMessages;
import io.penstock.run.Question;
import io.penstock.run.Run;
import io.penstock.run.RunState;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told by mail of schedules, and of runs that wait for them; by a real server. */
class ScheduleMessagesTest {

    private static final Instant TWO = Instant.parse("2026-11-26T01:00:00Z");
    private static final Schedule SCHEDULE = new Schedule(
            3,
            List.of("sync", "prd", "uat"),
            "uat",
            "0 2 * * *",
            ZoneId.of("Europe/Berlin"),
            Duration.ofHours(1),
            Duration.ofHours(1),
            "ann@machine",
            TWO,
            TWO);

    @TempDir
    Path store = Path.of("");

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void startTheServer() {
        mail.start();
    }

    @AfterEach
    void stopTheServer() {
        mail.stop();
    }

    private Messages messages() {
        MailServer server =
                new MailServer("127.0.0.1", mail.getSmtp().getPort(), Security.NONE, null, null, "penstock@acme.test");
        return new Messages(new Landscape(
                "acme",
                store,
                List.of(),
                new FileScope(List.of(), List.of()),
                null,
                null,
                1,
                1,
                List.of(),
                new MessageSettings(server, Map.of("uat", List.of("ops@acme.test")), Map.of(), Map.of(), "acme.test"),
                null,
                null,
                null));
    }

    private void changed(ScheduledTime time) {
        new ScheduleMessages(messages(), Clock.fixed(TWO, ZoneOffset.UTC)).changed(SCHEDULE, time);
    }

    private static String text(MimeMessage message) throws Exception {
        return ((MimeMultipart) message.getContent())
                .getBodyPart(0)
                .getContent()
                .toString();
    }

    @Test
    void tellsOfADelayToTheListAndToWhoMadeTheSchedule() throws Exception {
        changed(ScheduledTime.running(TWO, 1).as(ScheduledTime.DELAYED, "ENVIRONMENT-BUSY Run 1 works on uat. Wait."));

        MimeMessage[] received = mail.getReceivedMessages();
        assertThat(received).hasSize(2);
        assertThat(received[0].getHeader("To", null)).isEqualTo("ops@acme.test");
        assertThat(received[1].getHeader("To", null)).isEqualTo("ann@acme.test");
        assertThat(received[0].getSubject()).isEqualTo("[penstock uat] sync prd uat is delayed");
        assertThat(text(received[0]))
                .contains("2026-11-26 02:00 CET delayed: ENVIRONMENT-BUSY Run 1 works on uat.")
                .contains("until 2026-11-26 03:00 CET");
    }

    @Test
    void tellsOfTimesThatWereMissedAndWhenTheNextIs() throws Exception {
        changed(new ScheduledTime(
                TWO, TWO.plus(Duration.ofDays(2)), 3, ScheduledTime.MISSED, "no worker was there", "", 0));

        MimeMessage message = mail.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("[penstock uat] sync prd uat was missed");
        assertThat(text(message))
                .contains("3 times from 2026-11-26 02:00 CET to 2026-11-28 02:00 CET missed: no worker was there")
                .contains("The next time is 2026-11-29 02:00 CET.");
    }

    @Test
    void leavesToARunWhatTheRunTells() {
        changed(ScheduledTime.running(TWO, 1).ofRun("run-1"));
        changed(ScheduledTime.running(TWO, 1).ofRun("run-1").as("failed", "why"));
        assertThat(mail.getReceivedMessages()).isEmpty();

        changed(ScheduledTime.running(TWO, 1).as("refused", "MAP-MISSING There is none."));
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    @Test
    void tellsOfARunThatWaitsForAPerson() throws Exception {
        Run run = new Run(
                "run-1", "sync prd uat", "uat", "ann@machine", TWO, null, new RunState.Running(true), "machine", 1);
        new RunMessages(messages())
                .waits(
                        run,
                        new Question(1, "stop-application", "HOOK-FAILED It did.", TWO, TWO.plusSeconds(60), false));

        assertThat(mail.waitForIncomingEmail(20_000, 2)).isTrue();
        MimeMessage message = mail.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("[penstock uat] sync prd uat waits for a person");
        assertThat(text(message))
                .contains("HOOK-FAILED It did.")
                .contains("until 2026-11-26 01:01:00 UTC")
                .contains("penstock runs decide run-1 confirm|retry|abort");
    }
}
