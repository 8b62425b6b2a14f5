package io.penstock.prepare;

import io.penstock.database.PreparationSession;
import io.penstock.prepare.cartridge.CartridgeFiles;
import io.penstock.prepare.cartridge.PreparationStep;
import java.util.ArrayList;
import java.util.List;

/** What a preparer knows of its step. For one thread. */
final class PreparerContext {

    private final PreparationStep step;
    private final CartridgeFiles files;
    private final PreparationSession session;
    private final PreparationSettings settings;
    private final List<String> notes = new ArrayList<>();
    private long changed;

    PreparerContext(
            PreparationStep step, CartridgeFiles files, PreparationSession session, PreparationSettings settings) {
        this.step = step;
        this.files = files;
        this.session = session;
        this.settings = settings;
    }

    PreparationStep step() {
        return step;
    }

    CartridgeFiles files() {
        return files;
    }

    PreparationSession session() {
        return session;
    }

    PreparationSettings settings() {
        return settings;
    }

    void changed(long rows) {
        changed += rows;
    }

    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return notes;
    }

    long changed() {
        return changed;
    }
}
