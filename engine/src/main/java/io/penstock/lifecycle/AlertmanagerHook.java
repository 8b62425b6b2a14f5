package io.penstock.lifecycle;

import io.penstock.landscape.Hook;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Silences alerts, and ends the silence (Prometheus Alertmanager, API v2: {@code /silences}, {@code /silence/ID}). */
final class AlertmanagerHook {

    private final String name;
    private final Hook.Alertmanager hook;
    private final HttpHook http;

    AlertmanagerHook(String name, Hook.Alertmanager hook) {
        this.name = name;
        this.hook = hook;
        this.http = new HttpHook(name, hook.timeout());
    }

    /** Begins a silence; gives its id. */
    String silence(String run) {
        List<Map<String, Object>> matchers = new ArrayList<>();
        hook.matchers()
                .forEach((label, value) ->
                        matchers.add(Map.of("name", label, "value", value, "isRegex", false, "isEqual", true)));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "matchers",
                        matchers,
                        "startsAt",
                        now.toString(),
                        "endsAt",
                        now.plus(hook.length()).toString(),
                        "createdBy",
                        "penstock",
                        "comment",
                        "run " + run));
        HttpResponse<String> response = http.send("POST", url("/api/v2/silences"), hook.headers(), body);
        if (response.statusCode() != 200) {
            throw http.unexpected(response);
        }
        try {
            String id = JsonMapper.shared()
                    .readTree(response.body())
                    .path("silenceID")
                    .asString("");
            if (id.matches("[A-Za-z0-9-]{1,64}")) {
                return id;
            }
        } catch (JacksonException e) {
            // No answer of an Alertmanager; said below.
        }
        throw Hooks.failed(
                name, "the server did not answer as an Alertmanager does", "Check its URL in penstock.yaml.");
    }

    /** Ends a silence; one that has ended already is no failure. */
    void end(String id) {
        HttpResponse<String> response = http.send("DELETE", url("/api/v2/silence/" + id), hook.headers(), null);
        int status = response.statusCode();
        boolean gone = status == 404 || (status == 500 && response.body().contains("already expired"));
        if (status != 200 && !gone) {
            throw http.unexpected(response);
        }
    }

    private String url(String path) {
        return hook.url().reveal().replaceAll("/+$", "") + path;
    }
}
