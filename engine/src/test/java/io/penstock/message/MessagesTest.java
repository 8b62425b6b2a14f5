package io.penstock.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.penstock.PenstockException;
import io.penstock.landscape.FileScope;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.MessageSettings;
import io.penstock.landscape.MessageSettings.MailServer;
import io.penstock.landscape.MessageSettings.Security;
import io.penstock.landscape.Secret;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages reach a real mail server and a real web server, now or later, and once. */
class MessagesTest {

    @TempDir
    private Path store = Path.of("");

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void startTheServer() {
        mail.start();
    }

    @AfterEach
    void stopTheServer() {
        mail.stop();
    }

    private Messages messages(MailServer server, Map<String, Secret> webhooks) {
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
                new MessageSettings(
                        server,
                        Map.of("uat", List.of("ops@acme.test", "qa@acme.test")),
                        webhooks,
                        Map.of("eve", "eve.adams@acme.test", "bob", "ops@acme.test"),
                        "people.acme.test"),
                null,
                null,
                null));
    }

    private static MailServer server(int port, Security security, @Nullable String user, @Nullable String password) {
        return new MailServer(
                "127.0.0.1",
                port,
                security,
                user,
                password == null ? null : new Secret(password),
                "penstock@acme.test");
    }

    private Messages messages() {
        return messages(server(mail.getSmtp().getPort(), Security.NONE, null, null), Map.of());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(store.resolve("outbox"))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    @Test
    void mailReachesEachAddressAsTextAndAsHtml() throws Exception {
        Messages messages = messages();
        messages.write("uat", "a user@machine", "run-1", "sync prd uat is done: Größe 3 <MB>", "Zeile für <Zeile>\n");

        assertThat(messages.deliver()).isEmpty();

        MimeMessage[] received = mail.getReceivedMessages();
        assertThat(Stream.of(received).map(each -> header(each, "To")))
                .containsExactly("ops@acme.test", "qa@acme.test");
        assertThat(received[0].getSubject()).isEqualTo("sync prd uat is done: Größe 3 <MB>");
        assertThat(header(received[0], "Auto-Submitted")).isEqualTo("auto-generated");
        MimeMultipart parts = (MimeMultipart) received[0].getContent();
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("Zeile für <Zeile>");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("Zeile für &lt;Zeile&gt;");
        assertThat(messages.waiting()).isEmpty();
        assertThat(kept()).isEmpty();
    }

    private static String header(MimeMessage message, String name) {
        try {
            return message.getHeader(name, null);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoStartedARunIsToldOfItOnce() {
        Messages messages = messages();
        messages.write("int", "eve@machine", "run-1", "s", "t");
        messages.write("int", "carol@machine", "run-1", "s", "t");
        messages.write("uat", "bob@machine", "run-1", "s", "t");
        messages.write("int", "x\r\nBcc: all@machine", "run-1", "s", "t");

        messages.deliver();

        assertThat(Stream.of(mail.getReceivedMessages()).map(each -> header(each, "To")))
                .containsExactlyInAnyOrder(
                        "eve.adams@acme.test", "carol@people.acme.test", "ops@acme.test", "qa@acme.test");
    }

    @Test
    void nobodyIsToldOfAnEnvironmentThatNamesNobody() {
        Messages messages = messages();
        messages.write("int", "a user@machine", "run-1", "s", "t");
        assertThat(messages.concern("int", "a user@machine")).isFalse();
        assertThat(messages.waiting()).isEmpty();
        assertThat(messages.deliver()).isEmpty();
    }

    @Test
    void whatAServerDoesNotTakeWaitsAndGoesLater() throws Exception {
        Messages down = messages(server(freePort(), Security.NONE, null, null), Map.of());
        down.write("uat", "a user@machine", "run-1", "subject", "text");

        List<Message> failed = down.deliver();

        assertThat(failed).hasSize(2);
        assertThat(down.waiting()).hasSize(2).allMatch(each -> each.state() == Message.State.WAITING);
        assertThat(down.waiting().get(0).failure()).contains("127.0.0.1").contains("ConnectException");
        assertThat(down.waiting().get(0).attempts()).isEqualTo(1);
        assertThat(down.waiting().get(1).attempts())
                .as("a server that is down is asked once")
                .isZero();

        assertThat(messages().deliver()).isEmpty();
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aMessageThatMayHaveArrivedSaysSoAndBearsTheSameId() throws Exception {
        Messages messages = messages();
        messages.write("uat", "a user@machine", "run-1", "subject", "text");
        Message first = messages.waiting().get(0);
        new Outbox(store).put(first.sending());

        messages.deliver();

        MimeMessage[] received = mail.getReceivedMessages();
        assertThat(body(received[0])).contains("may have reached you before").contains("text");
        assertThat(body(received[1])).doesNotContain("before");
        assertThat(header(received[0], "Message-ID")).contains(first.id());
    }

    private static String body(MimeMessage message) throws Exception {
        return ((MimeMultipart) message.getContent())
                .getBodyPart(0)
                .getContent()
                .toString();
    }

    @Test
    void signsInAndNeverTellsThePassword() throws Exception {
        mail.setUser("penstock@acme.test", "penstock", "right-password");
        mail.getUserManager().setAuthRequired(true);
        int port = mail.getSmtp().getPort();
        Messages wrong = messages(server(port, Security.NONE, "penstock", "wrong-password"), Map.of());
        wrong.write("uat", "a user@machine", "run-1", "subject", "text");
        assertThat(wrong.deliver()).hasSize(2);
        assertThat(wrong.waiting().toString()).contains("AuthenticationFailed").doesNotContain("wrong-password");

        assertThat(messages(server(port, Security.NONE, "penstock", "right-password"), Map.of())
                        .deliver())
                .isEmpty();
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aServerThatCannotEncryptGetsNothingWhereEncryptionIsAsked() {
        Messages messages = messages(server(mail.getSmtp().getPort(), Security.STARTTLS, null, null), Map.of());
        messages.write("uat", "a user@machine", "run-1", "subject", "text");
        assertThat(messages.deliver()).hasSize(2);
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void aWebhookTakesWhatSlackTakesAndItsUrlIsNowhere() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        int[] status = {500};
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/T0KEN", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/T0KEN";
            Messages messages = messages(
                    server(mail.getSmtp().getPort(), Security.NONE, null, null), Map.of("uat", new Secret(url)));
            messages.write("uat", "a user@machine", "run-1", "subject", "a \"quoted\" text");
            assertThat(messages.deliver())
                    .singleElement()
                    .satisfies(each -> assertThat(each.failure()).isEqualTo("the webhook of uat answered 500"));
            assertThat(Files.readString(kept().get(0))).doesNotContain("T0KEN");

            status[0] = 200;
            assertThat(messages.deliver()).isEmpty();
            assertThat(bodies.get(1)).isEqualTo("{\"text\":\"subject\\na \\\"quoted\\\" text\"}");
            assertThat(mail.getReceivedMessages())
                    .as("what did arrive is not sent again")
                    .hasSize(2);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void oneProcessDeliversAtATime() {
        Messages messages = messages();
        messages.write("uat", "a user@machine", "run-1", "subject", "text");
        new Outbox(store).alone(() -> {
            Thread other = new Thread(messages::deliver);
            other.start();
            assertThat(mail.getReceivedMessages()).isEmpty();
        });
        messages.deliver();
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aFileThatIsNoMessageIsNamed() throws Exception {
        Messages messages = messages();
        messages.write("uat", "a user@machine", "run-1", "subject", "text");
        Files.writeString(store.resolve("outbox/0.json"), "{\"id\": \"x\"");
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(messages::waiting)
                .satisfies(e -> assertThat(e.problems().get(0).code()).isEqualTo(MessageProblem.OUTBOX_UNUSABLE));
    }
}
