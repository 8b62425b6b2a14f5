package io.penstock.landscape;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an environment does at a point of its lifecycle: a program that is run, or a server that is asked. */
public sealed interface Hook {

    /** After this time it counts as failed. */
    Duration timeout();

    /**
     * A program. It is started without a shell.
     *
     * @param words the program and its arguments
     * @param directory in which it runs: that of the landscape's file
     */
    record Command(List<String> words, Path directory, Duration timeout) implements Hook {
        public Command {
            words = List.copyOf(words);
        }
    }

    /**
     * A request to a web server.
     *
     * @param method such as {@code POST}
     * @param headers their values may be secrets
     * @param expect the status that means success; 0 for any from 200 to 299
     */
    record Http(
            String method,
            Secret url,
            Map<String, Secret> headers,
            @Nullable Secret body,
            int expect,
            Duration timeout) implements Hook {
        public Http {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * A silence of the Prometheus Alertmanager (API v2).
     *
     * @param url of the Alertmanager, without the path of its API
     * @param matchers the labels whose alerts are silenced
     * @param length of the silence, should nobody end it
     */
    record Alertmanager(
            Secret url, Map<String, Secret> headers, Map<String, String> matchers, Duration length, Duration timeout)
            implements Hook {
        public Alertmanager {
            headers = Map.copyOf(headers);
            matchers = new TreeMap<>(matchers);
        }
    }
}
