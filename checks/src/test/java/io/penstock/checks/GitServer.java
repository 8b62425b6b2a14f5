package io.penstock.checks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Serves a repository over HTTP as git servers do, to those who have a token. */
final class GitServer implements AutoCloseable {

    private final HttpServer server;
    private final Repository repository;
    private final String expected;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    GitServer(Repository repository, String user, String token) throws IOException {
        this.repository = repository;
        this.expected =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + token).getBytes(StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/config.git";
    }

    /** The addresses that were asked for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestURI().toString());
            if (path.startsWith("/moved")) {
                exchange.getResponseHeaders()
                        .set("Location", exchange.getRequestURI().toString().replace("/moved", "/config"));
                exchange.sendResponseHeaders(302, -1);
            } else if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (path.endsWith("/info/refs")) {
                reply(exchange, "advertisement", advertisement());
            } else {
                reply(exchange, "result", packed(exchange));
            }
        }
    }

    private byte[] advertisement() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PacketLineOut out = new PacketLineOut(bytes);
        out.writeString("# service=git-upload-pack\n");
        out.end();
        uploading().sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
        return bytes.toByteArray();
    }

    private byte[] packed(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        uploading().upload(packed ? new GZIPInputStream(body) : body, bytes, null);
        return bytes.toByteArray();
    }

    private UploadPack uploading() {
        UploadPack upload = new UploadPack(repository);
        upload.setBiDirectionalPipe(false);
        return upload;
    }

    private static void reply(HttpExchange exchange, String kind, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-" + kind);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
