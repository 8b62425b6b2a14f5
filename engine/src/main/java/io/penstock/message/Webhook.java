package io.penstock.message;

import io.penstock.landscape.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Posts to a URL what Slack and its likes take: a JSON document with a {@code text}. Redirections are not followed, and the URL is never part of a message: its path is a secret. */
final class Webhook implements Delivery {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Secret> urls;

    Webhook(Map<String, Secret> urls) {
        this.urls = urls;
    }

    @Override
    public void send(Message message) {
        Secret url = urls.get(message.to());
        if (url == null) {
            throw Delivery.undelivered("penstock.yaml has no webhook of " + message.to() + " any more", null);
        }
        try {
            String body = JSON.writeValueAsString(Map.of("text", message.subject() + "\n" + message.text()));
            HttpRequest request = HttpRequest.newBuilder(URI.create(url.reveal()))
                    .timeout(PATIENCE)
                    .setHeader("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            int status = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw Delivery.undelivered("the webhook of " + message.to() + " answered " + status, null);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw Delivery.undelivered(
                    "the webhook of " + message.to() + ": " + e.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Delivery.undelivered("the webhook of " + message.to() + ": interrupted", e);
        }
    }
}
