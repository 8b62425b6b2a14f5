package io.penstock.lifecycle;

import io.penstock.landscape.Hook;
import io.penstock.landscape.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a web server. Redirections are not followed: they could lead a token elsewhere. Neither the path of a URL nor a header is ever part of a message. */
final class HttpHook {

    /** Of a server that is too busy, or not up yet behind its proxy. */
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final String name;
    private final Duration timeout;

    HttpHook(String name, Duration timeout) {
        this.name = name;
        this.timeout = timeout;
    }

    void request(Hook.Http hook) {
        HttpResponse<String> response = send(
                hook.method(),
                hook.url().reveal(),
                hook.headers(),
                hook.body() == null ? null : hook.body().reveal());
        int status = response.statusCode();
        boolean good = hook.expect() == 0 ? status / 100 == 2 : status == hook.expect();
        if (!good) {
            throw unexpected(response);
        }
    }

    /** The answer of the server, whatever its status. */
    HttpResponse<String> send(String method, String url, Map<String, Secret> headers, @Nullable String body) {
        URI uri = uri(url);
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .timeout(timeout)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (body != null && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
                request.setHeader("Content-Type", "application/json");
            }
            headers.forEach((header, value) -> request.setHeader(header, value.reveal()));
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(timeout)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | IllegalArgumentException e) {
            String why = name + " failed: " + where(uri) + " cannot be reached: "
                    + e.getClass().getSimpleName() + ".";
            throw PassingFault.of(why, "Check the URL in penstock.yaml, and the network.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Hooks.failed(name, "it was interrupted", "Run the command again.");
        }
    }

    RuntimeException unexpected(HttpResponse<?> response) {
        if (PASSING.contains(response.statusCode())) {
            return PassingFault.of(
                    name + " failed: " + where(response.uri()) + " answered " + response.statusCode() + ".",
                    "Look into the server's log.");
        }
        return Hooks.failed(
                name, where(response.uri()) + " answered " + response.statusCode(), "Look into the server's log.");
    }

    private URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Its message holds the URL, which may hold a token.
            throw Hooks.failed(name, "its URL is none", "Correct it in penstock.yaml.");
        }
    }

    private static String where(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
