package io.penstock.cli;

import io.penstock.landscape.LandscapeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code penstock config schema}. */
@Command(name = "schema", description = "Prints the JSON schema of penstock.yaml.")
final class ConfigSchemaCommand implements Callable<Integer> {

    private final Session session;

    ConfigSchemaCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (InputStream schema = LandscapeFile.class.getResourceAsStream("penstock.schema.json")) {
            String text = new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
            session.terminal().json(text.stripTrailing());
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
