package io.penstock.landscape;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a reference names in a git repository. */
public final class GitSource {

    private final Supplier<String> url;
    private final String ref;
    private final String path;
    private final Supplier<String> user;
    private final @Nullable Secret token;

    /**
     * @param url of the repository, or an absolute path
     * @param ref a branch, a tag or the id of a commit
     * @param path of a directory in the repository; empty for its root
     * @param token what lets in, beside the user
     */
    GitSource(Supplier<String> url, String ref, String path, Supplier<String> user, @Nullable Secret token) {
        this.url = url;
        this.ref = ref;
        this.path = path;
        this.user = user;
        this.token = token;
    }

    /** As git takes it. */
    public String url() {
        return url.get();
    }

    public String ref() {
        return ref;
    }

    /** A directory of the repository, with {@code /} and no {@code ..}; empty for its root. */
    public String path() {
        return path;
    }

    /** Sent with the token. */
    public String user() {
        return user.get();
    }

    public @Nullable Secret token() {
        return token;
    }

    /** The repository for people: who signs in is no part of it, nor what follows a question mark. */
    public String repository() {
        return url().replaceFirst("^([a-zA-Z]+://)[^/@]*@", "$1").replaceFirst("[?#].*$", "");
    }

    @Override
    public String toString() {
        return repository() + " at " + ref + (path.isEmpty() ? "" : ", " + path);
    }
}
