package io.penstock.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Equal is what {@code rsync -a} takes for equal: type, size and time; for links what they say.
 *
 * @param owners whether owner and group count
 */
record Equality(boolean owners) {

    /**
     * Why a file or link of the source must be brought over; null when the target's is equal.
     *
     * @param text what the source's link says; null for files
     */
    @Nullable
    ChangeReason difference(Pair pair, Path name, Attributes now, @Nullable Attributes old, @Nullable Path text)
            throws IOException {
        if (old == null) {
            return ChangeReason.NEW;
        }
        if (!now.sameType(old)) {
            return ChangeReason.TYPE;
        }
        if (text != null && pair.target != null) {
            if (!text.equals(Files.readSymbolicLink(pair.target.resolve(name)))) {
                return ChangeReason.LINK;
            }
        } else if (now.size() != old.size()) {
            return ChangeReason.SIZE;
        }
        if (!now.sameTime(old)) {
            return ChangeReason.TIME;
        }
        boolean permissions = text != null || now.permissions() == old.permissions();
        return permissions && (!owners || now.sameOwner(old)) ? null : ChangeReason.PERMISSIONS;
    }

    /** Whether a directory's time, permissions or owner differ. */
    boolean differ(Attributes now, Attributes old) {
        return !now.sameTime(old) || now.permissions() != old.permissions() || (owners && !now.sameOwner(old));
    }
}
