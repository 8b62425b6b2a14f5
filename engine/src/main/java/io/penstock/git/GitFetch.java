package io.penstock.git;

import io.penstock.PenstockException;
import io.penstock.landscape.GitSource;
import io.penstock.landscape.Secret;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** Fetches one commit, without those before it. */
final class GitFetch {

    /** Seconds without a byte, after which a server counts as unreachable. */
    private static final int PATIENCE = 30;

    private static final String KEPT = "refs/penstock/fetched";
    private static final RefSpec EVERYTHING = new RefSpec("+refs/heads/*:refs/penstock/heads/*");

    private final GitSource source;
    private final Repository repository;

    GitFetch(GitSource source, Repository repository) {
        this.source = source;
        this.repository = repository;
    }

    /** The id of the commit that the reference names; the commit is in the repository then. */
    String commit() throws IOException {
        String ref = source.ref();
        if (!ObjectId.isId(ref)) {
            return held(fetched(found().orElseThrow(this::unknown))).orElseThrow(this::unknown);
        }
        return held(ref)
                .or(() -> found().map(this::fetched).flatMap(this::held))
                .or(() -> {
                    fetch(EVERYTHING, Integer.MAX_VALUE);
                    return held(ref);
                })
                .orElseThrow(this::unknown);
    }

    /** A branch goes before a tag; of an id, whatever names it. */
    private Optional<String> found() {
        String ref = source.ref();
        try (Transport transport = transport();
                FetchConnection connection = transport.openFetch()) {
            return Stream.of("refs/heads/" + ref, "refs/tags/" + ref, ref)
                    .filter(name -> name.startsWith("refs/") && connection.getRef(name) != null)
                    .findFirst()
                    .or(() -> connection.getRefs().stream()
                            .filter(each -> each.getName().startsWith("refs/heads/"))
                            .filter(each -> each.getObjectId() != null
                                    && ref.equals(each.getObjectId().name()))
                            .map(Ref::getName)
                            .findFirst());
        } catch (TransportException | NotSupportedException e) {
            throw unreachable(e);
        }
    }

    /** The id of what a reference names. */
    private String fetched(String name) {
        fetch(new RefSpec("+" + name + ":" + KEPT), 1);
        try {
            return repository.exactRef(KEPT).getObjectId().name();
        } catch (IOException e) {
            throw GitRepositories.unusable(repository.getDirectory().toPath(), e);
        }
    }

    private void fetch(RefSpec wanted, int depth) {
        try (Transport transport = transport()) {
            transport.setDepth(depth);
            transport.fetch(NullProgressMonitor.INSTANCE, List.of(wanted));
        } catch (TransportException | NotSupportedException e) {
            throw unreachable(e);
        }
    }

    /** The commit of this id, or that a tag of this id names, where it is held already. */
    private Optional<String> held(String id) {
        try (RevWalk walk = new RevWalk(repository)) {
            return Optional.of(walk.parseCommit(ObjectId.fromString(id)).name());
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw GitRepositories.unusable(repository.getDirectory().toPath(), e);
        }
    }

    private Transport transport() throws NotSupportedException, TransportException {
        try {
            Transport transport = Transport.open(repository, new URIish(source.url()));
            transport.setTimeout(PATIENCE);
            transport.setTagOpt(TagOpt.NO_TAGS);
            Secret token = source.token();
            if (token != null) {
                transport.setCredentialsProvider(
                        new UsernamePasswordCredentialsProvider(source.user(), token.reveal()));
            }
            return transport;
        } catch (URISyntaxException e) {
            // Its message holds the URL.
            throw unreachable(new TransportException("no address"));
        }
    }

    private PenstockException unknown() {
        return new PenstockException(
                GitProblem.GIT_REF_UNKNOWN,
                "The repository " + source.repository() + " has no branch, tag or commit " + source.ref() + ".",
                "Correct ref in penstock.yaml, or push it there.");
    }

    /** Says what kind of failure it was; the library's own messages may quote what a server has sent. */
    private PenstockException unreachable(Exception failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String why;
        if (failure instanceof NoRemoteRepositoryException || message.contains("not found")) {
            why = "there is no repository, or it is not shown to "
                    + (source.token() == null ? "everybody" : "this token");
        } else if (message.contains("not authorized")
                || message.contains("authentication")
                || message.contains("not permitted")) {
            why = source.token() == null ? "it wants a token" : "it does not let in who has this token";
        } else if (message.contains("redirect")) {
            why = "it names another address, which is not followed";
        } else {
            why = cause.getClass().getSimpleName();
        }
        return new PenstockException(
                GitProblem.GIT_UNREACHABLE,
                "The repository " + source.repository() + " cannot be read: " + why + ".",
                "Check git, user and token in penstock.yaml, and the network.");
    }
}
