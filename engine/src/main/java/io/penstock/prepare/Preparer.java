package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import io.penstock.prepare.cartridge.DataFiles;
import io.penstock.prepare.cartridge.DataSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What a step of a descriptor runs. A preparer has a public constructor without parameters; it is made anew for each run of a step, and used by one thread. It works on
 * {@link #connection()} within a transaction that begins before and is committed behind it, unless it fails. It has to be able to run twice: the second run changes nothing.
 */
public abstract class Preparer {

    private @Nullable PreparerContext context;

    final void bind(PreparerContext bound) {
        context = bound;
    }

    private PreparerContext context() {
        PreparerContext known = context;
        if (known == null) {
            throw new IllegalStateException("a preparer knows its step only after its constructor has ended");
        }
        return known;
    }

    /**
     * Makes what is not there; called for steps of {@code dbinit.properties}.
     *
     * @return false when it failed
     * @throws Exception when it failed, which is shown by its message
     */
    public abstract boolean prepare() throws Exception;

    /** Brings what is there up to date; called for steps of {@code migration*.properties}. As {@link #prepare}, unless overridden. */
    public boolean migrate() throws Exception {
        return prepare();
    }

    /** Whether the parameters are what it needs; asked before {@link #prepare} and {@link #migrate}. */
    public boolean checkParameters() {
        return true;
    }

    /** Whether it makes or changes tables, indexes, constraints or routines, so that it runs with {@code --ddl} too. */
    public boolean definesStructure() {
        return false;
    }

    /** Whether it tells of every row that it changes, so that a step that tells of none has changed nothing. */
    public boolean countsRows() {
        return false;
    }

    /** How many words follow the class in the descriptor. */
    protected final int getNumberOfParameters() {
        return context().step().parameters().size();
    }

    /** A parameter, counted from 0. */
    protected final String getParameter(int index) {
        List<String> parameters = context().step().parameters();
        if (index >= parameters.size()) {
            throw new PenstockException(
                    PrepareProblem.STEP_INVALID,
                    context().step().place() + ": " + context().step().id() + " has no parameter " + (index + 1) + ".",
                    "Add it behind the preparer.");
        }
        return parameters.get(index);
    }

    /** All that follows the key in the descriptor, with the ends of its lines: a parameter may hold blanks. */
    protected final String getText() {
        return context().step().text();
    }

    /** The name of the cartridge. */
    protected final String getCartridge() {
        return context().step().cartridge();
    }

    /** The content of a file of the cartridge, such as {@code resources/core/dbinit/scripts/a.sql}; empty when it has none. */
    protected final Optional<byte[]> getResource(String name) {
        return context().files().resource(name);
    }

    /**
     * The texts of a bundle for a locale; where it has none, those of the fallback locale, then those of no locale.
     *
     * @param name such as {@code com.example.core.dbinit.data.job.JobLocalization}, or a path
     * @throws PenstockException when the cartridge has no file of the bundle
     */
    protected final ResourceBundle getResourceBundle(String name, Locale locale) {
        return getDataFiles().localized(name, locale, settings().fallbackLocale());
    }

    /**
     * The data sets of a file by their number: {@code Data.1.id} is the value {@code id} of the first one.
     *
     * @param name a bundle or a path
     * @throws PenstockException when the cartridge has no such file
     */
    protected final List<DataSet> getDataSets(String name) {
        return getDataFiles().dataSets(name);
    }

    /** What the cartridge has of data. */
    protected final DataFiles getDataFiles() {
        return new DataFiles(context().files());
    }

    /** The UUID of what is identified by these words, in the platform's form and the same in every database. */
    protected final String deriveUUID(String kind, List<String> key) {
        return CartridgeId.derived(kind + " " + String.join("\u0000", key));
    }

    /** Leaves a remark for the report, such as that something does not apply to this database. */
    protected final void note(String note) {
        context().note(note);
    }

    /** What the run was told. */
    protected final PreparationSettings settings() {
        return context().settings();
    }

    /** The session, in a transaction. */
    protected final Connection connection() {
        return context().session().connection();
    }

    /** The session, for what databases do each in their own way. */
    protected final PreparationSession session() {
        return context().session();
    }

    /** The statements of a script by the rules of the database. */
    protected final List<String> statements(String script) {
        return context().session().statements(script);
    }

    /**
     * Runs the statements of scripts in their order, and counts the rows that they change. Where the database cannot take back a change of structure, the registry knows how far they came, and
     * what was broken off goes on there the next time, unless what was done of it has changed since.
     */
    protected final void runScript(List<String> statements) throws SQLException {
        context().scripts().run(statements);
    }

    /** Adds to the number of rows that the step has changed. */
    protected final void changed(long rows) {
        context().changed(rows);
    }
}
