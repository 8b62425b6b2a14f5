package io.penstock.prepare;

import io.penstock.database.PreparationSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Does the statements of a step's scripts one after the other. Where a change of structure cannot be rolled back, the registry is told how far they came, in the transaction of each
 * statement, so that a script that was broken off goes on where it was: what only changes rows is done together with its entry; anything else is noted as doubtful before it begins. For
 * one thread.
 */
final class ScriptProgress {

    /** What is part of a transaction on every database. */
    private static final Pattern OF_ROWS = Pattern.compile("(?s)\\s*(insert|update|delete|merge|select|values)\\b.*");

    /** Does one statement. */
    @FunctionalInterface
    interface Work {
        void execute(String sql) throws SQLException;
    }

    private final ScriptRecord record;
    private final PreparationSession session;
    private final StepKey key;
    private final Work work;
    private final MessageDigest digest;
    private final List<String> skipped = new ArrayList<>();
    private ScriptRecord.@Nullable Reached reached;
    private long at;

    ScriptProgress(ScriptRecord record, PreparationSession session, StepKey key, Work work) {
        this.record = record;
        this.session = session;
        this.key = key;
        this.work = work;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void run(List<String> statements) throws SQLException {
        for (String sql : statements) {
            if (record.needed()) {
                recorded(sql);
            } else {
                work.execute(sql);
            }
        }
    }

    /** The scripts have ended. What was left out since it seemed done is made up for if they turned out to be others. */
    void finish() throws SQLException {
        makeUp();
    }

    private void recorded(String sql) throws SQLException {
        if (reached == null) {
            ScriptRecord.Reached former = record.read(key);
            reached = former == null ? new ScriptRecord.Reached(0, false, prefix()) : former;
            if (former == null) {
                record.write(key, reached);
                session.connection().commit();
            }
        }
        ScriptRecord.Reached known = Objects.requireNonNull(reached);
        if (at < known.done()) {
            at++;
            digest.update((sql.length() + ":" + sql).getBytes(StandardCharsets.UTF_8));
            skipped.add(sql);
            if (at == known.done() && prefix().equals(known.prefix())) {
                skipped.clear();
            }
            return;
        }
        makeUp();
        execute(sql);
    }

    private void makeUp() throws SQLException {
        if (skipped.isEmpty()) {
            return;
        }
        List<String> missed = List.copyOf(skipped);
        skipped.clear();
        at = 0;
        digest.reset();
        for (String sql : missed) {
            execute(sql);
        }
    }

    private void execute(String sql) throws SQLException {
        boolean ofRows = OF_ROWS.matcher(sql.toLowerCase(Locale.ROOT)).matches();
        if (!ofRows) {
            record.write(key, new ScriptRecord.Reached(at, true, prefix()));
        }
        work.execute(sql);
        at++;
        digest.update((sql.length() + ":" + sql).getBytes(StandardCharsets.UTF_8));
        record.write(key, new ScriptRecord.Reached(at, false, prefix()));
        if (!ofRows) {
            session.connection().commit();
        }
    }

    private String prefix() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the digests of Java can be copied", e);
        }
    }
}
