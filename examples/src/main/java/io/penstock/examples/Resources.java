package io.penstock.examples;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** The files beside the classes of this package. */
final class Resources {

    private Resources() {}

    static InputStream open(String name) throws IOException {
        return url(name).openStream();
    }

    static URL url(String name) throws IOException {
        URL url = Resources.class.getResource(name);
        if (url == null) {
            throw new FileNotFoundException(name);
        }
        return url;
    }

    static String text(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
