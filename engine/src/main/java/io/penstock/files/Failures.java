package io.penstock.files;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What an {@link IOException} means to a person. */
final class Failures {

    private static final long NEARLY_FULL = 1 << 20;

    private Failures() {}

    /** The system's reason, without the path, which the platform's strings may have lost. */
    static String reason(Exception e) {
        Throwable cause = e.getCause() instanceof IOException io ? io : e;
        String reason = cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
        return reason == null || reason.isBlank() ? cause.getClass().getSimpleName() : reason;
    }

    /** Whether a write failed for want of room; reading never does. */
    static boolean isNoSpace(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded");
    }

    /** A failed write under the target. The words of the system differ by language, so the free space is asked too. */
    static PenstockException write(Path root, @Nullable Path shown, IOException e) {
        if (isNoSpace(e) || nearlyFull(root)) {
            return new PenstockException(
                    FilesProblem.FILES_NO_SPACE,
                    "The target's file system ran out of space below " + PathText.show(root) + ".",
                    "Free space or inodes there; what was staged has been removed and the target is as it was.",
                    e);
        }
        return new PenstockException(
                FilesProblem.FILES_WRITE_FAILED,
                "Writing " + PathText.show(shown == null ? root : shown) + " failed: " + reason(e) + ".",
                "Check the target's file system and the rights on it, then start again.",
                e);
    }

    private static boolean nearlyFull(Path root) {
        try {
            FileStore store = Files.getFileStore(root);
            return store.getTotalSpace() > 0 && store.getUsableSpace() < NEARLY_FULL;
        } catch (IOException e) {
            return false;
        }
    }
}
