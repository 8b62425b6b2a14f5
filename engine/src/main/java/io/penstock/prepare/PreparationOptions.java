package io.penstock.prepare;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the chosen steps are run.
 *
 * @param clean what is removed first
 * @param confirmed that a person agreed to the removal of rows: by {@code clean} of production, and of tables that are made anew though they hold rows
 * @param backup whether a backup is made first when a step is pending
 * @param save only register what is due as skipped, and run none of it
 * @param rerunInterrupted whether steps that were cut in two run again from their beginning, also where the database could not take back the first half
 * @param stepTimeout how long a step may take; null for as long as it wants
 * @param share the directory with the settings of the installation and its cartridges; null for that of {@code cartridges}
 * @param breakOnError whether the first step that fails ends the run; null for what the settings say
 * @param moveIndexes see {@link PreparationSettings}; null, as the following ones, for what is documented
 */
public record PreparationOptions(
        PreparationTool tool,
        CleanUp clean,
        boolean confirmed,
        boolean backup,
        boolean save,
        boolean rerunInterrupted,
        @Nullable Duration stepTimeout,
        @Nullable Path share,
        @Nullable Boolean breakOnError,
        @Nullable Boolean moveIndexes,
        @Nullable Boolean tableMonitoring,
        @Nullable Boolean recreateTables) {

    /** Nothing but what is documented as the default of DBPrepare. */
    public static final PreparationOptions DEFAULT = new PreparationOptions(
            PreparationTool.DBPREPARE, CleanUp.NO, false, false, false, false, null, null, null, null, null, null);

    /** The same, ended by the first failure or not. */
    public PreparationOptions breaking(boolean breaks) {
        return new PreparationOptions(
                tool,
                clean,
                confirmed,
                backup,
                save,
                rerunInterrupted,
                stepTimeout,
                share,
                breaks,
                moveIndexes,
                tableMonitoring,
                recreateTables);
    }

    /** The same, with steps that were cut in two run again or not. */
    public PreparationOptions withRerunInterrupted(boolean again) {
        return new PreparationOptions(
                tool,
                clean,
                confirmed,
                backup,
                save,
                again,
                stepTimeout,
                share,
                breakOnError,
                moveIndexes,
                tableMonitoring,
                recreateTables);
    }

    /** The same, with a limit for each step. */
    public PreparationOptions withStepTimeout(Duration limit) {
        return new PreparationOptions(
                tool,
                clean,
                confirmed,
                backup,
                save,
                rerunInterrupted,
                limit,
                share,
                breakOnError,
                moveIndexes,
                tableMonitoring,
                recreateTables);
    }
}
