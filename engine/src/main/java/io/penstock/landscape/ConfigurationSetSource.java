package io.penstock.landscape;

import io.penstock.PenstockException;
import java.nio.file.Path;

/** Where the configuration set of an environment stands, and what the references in it stand for. */
public final class ConfigurationSetSource {

    /** Where the subdirectories of the clusters are. */
    public sealed interface Origin {}

    /** A directory of this machine. */
    public record Folder(Path directory) implements Origin {}

    /** A directory of a repository, at a commit. */
    public record Git(GitSource source) implements Origin {}

    private final Origin origin;
    private final References references;

    ConfigurationSetSource(Origin origin, References references) {
        this.origin = origin;
        this.references = references;
    }

    public Origin origin() {
        return origin;
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

    /**
     * The text with every reference replaced, and what else begins with {@code ${} left as it is: in properties it may mean something to the application.
     *
     * @throws PenstockException with SECRET-MISSING
     */
    public String resolveReferences(String text, Place place) {
        return references.resolve(text, place);
    }
}
