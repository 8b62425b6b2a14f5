package io.penstock.prepare;

import io.penstock.database.PreparationSession;
import io.penstock.prepare.cartridge.CartridgeFiles;
import io.penstock.prepare.cartridge.PreparationStep;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a preparer knows of its step. For one thread. */
final class PreparerContext {

    private final PreparationStep step;
    private final CartridgeFiles files;
    private final PreparationSession session;
    private final PreparationSettings settings;
    private final ScriptProgress scripts;
    private final List<String> notes = new ArrayList<>();
    private long changed;

    PreparerContext(
            PreparationStep step, CartridgeFiles files, PreparationSession session, PreparationSettings settings) {
        this.step = step;
        this.files = files;
        this.session = session;
        this.settings = settings;
        this.scripts = new ScriptProgress(new ScriptRecord(session), session, StepKey.of(step), this::execute);
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

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            // Braces are those of the script, not JDBC's.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            changed(Math.max(0, statement.getUpdateCount()));
        }
    }

    ScriptProgress scripts() {
        return scripts;
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
