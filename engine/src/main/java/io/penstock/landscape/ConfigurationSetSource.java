package io.penstock.landscape;

import io.penstock.PenstockException;
import java.nio.file.Path;

/** Where the configuration set of an environment stands, and what the references in it stand for. */
public final class ConfigurationSetSource {

    private final Path directory;
    private final References references;

    ConfigurationSetSource(Path directory, References references) {
        this.directory = directory;
        this.references = references;
    }

    /** With the subdirectories of the clusters. */
    public Path directory() {
        return directory;
    }

    /** Whether a text is to be resolved: what it stands for is a secret then. */
    public static boolean refers(String text) {
        return References.occurIn(text);
    }

    /**
     * The text with every reference replaced.
     *
     * @throws PenstockException with SECRET-MISSING, or CONFIG-INVALID-VALUE for a reference that is none
     */
    public String resolve(String text, Place place) {
        if (References.brokenIn(text)) {
            throw new PenstockException(
                    LandscapeProblem.CONFIG_INVALID_VALUE,
                    place + ": the value holds a '${' that begins no reference.",
                    "References are ${env:NAME} and ${file:/path}.");
        }
        return references.resolve(text, place);
    }
}
