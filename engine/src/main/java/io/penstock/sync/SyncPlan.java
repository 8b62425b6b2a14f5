package io.penstock.sync;

import io.penstock.files.FileCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sync will do. Holds made-up values only, and of a database none but those that a configuration set replaces.
 *
 * @param steps what happens, in order, for people
 * @param warnings what a person should know before agreeing
 */
public record SyncPlan(
        String source, String target, List<ClusterPlan> clusters, List<String> steps, List<String> warnings) {

    public record ClusterPlan(
            String cluster,
            @Nullable DatabasePlan database,
            @Nullable FilesPlan files) {}

    /**
     * @param from where it is read, for people
     * @param copiedAsIs whether the source is itself a pseudonymized copy of the same key and map
     * @param rows estimated by the source's statistics
     * @param bytes of the tables that are copied, without indexes
     * @param estimatedSeconds a rough estimate
     * @param notCarried what stays behind, as phrases for people
     * @param configuration what the configuration set does; absent where there is none
     * @param uncovered the source's configuration that comes down as it is, as phrases
     * @param stepsToPrepare how many steps of the target's cartridges the copy needs; absent when it is not prepared, or when nobody can know yet
     */
    public record DatabasePlan(
            String from,
            String to,
            boolean adopts,
            boolean copiedAsIs,
            boolean replacedIsDropped,
            long rows,
            long bytes,
            long estimatedSeconds,
            List<TablePlan> tables,
            List<PreservedPlan> preserved,
            List<AccountPlan> accounts,
            List<String> notCarried,
            @Nullable ConfigurationPlan configuration,
            List<String> uncovered,
            @Nullable Integer stepsToPrepare) {}

    /**
     * What is set in the copy.
     *
     * @param from where the set stands
     * @param commit that it was read from; absent where it stands in a directory
     * @param rows how many rows it speaks of
     * @param changes those that the source has otherwise
     * @param scripts of which it cannot be told what they will change
     */
    public record ConfigurationPlan(
            String from, @Nullable String commit, int rows, List<SettingPlan> changes, List<String> scripts) {}

    /**
     * @param change {@code insert}, {@code update} or {@code delete}
     * @param declared file and line
     */
    public record SettingPlan(
            String table, String key, String change, long rows, List<ValuePlan> values, String declared) {}

    /** @param before as the source has it; secrets and what is personal are hidden on both sides */
    public record ValuePlan(String column, String before, String after) {}

    /** @param treatment {@code as is}, {@code pseudonymized} or {@code empty} */
    public record TablePlan(String table, String treatment, long rows, long bytes, List<ColumnPlan> personal) {}

    /**
     * @param sample a made-up value
     * @param example the pseudonym of the sample; absent for NULL
     * @param losesContent whether testers find nothing to work with in it
     */
    public record ColumnPlan(
            String column,
            String pseudonymizer,
            String sample,
            @Nullable String example,
            boolean losesContent) {}

    /**
     * @param replaced rows of the source that give way
     * @param remarks rows that give way although the rule does not mean them, and what cannot be foreseen; as phrases
     */
    public record PreservedPlan(
            String table,
            @Nullable String where,
            long kept,
            long replaced,
            List<String> columnsLost,
            List<String> remarks) {}

    /**
     * An account of the map whose rows stay as they are.
     *
     * @param id what {@code penstock personal-data approve} takes
     * @param approvedBy absent when nobody has approved it, so that its rows are like all others
     * @param tables of which rows are kept
     */
    public record AccountPlan(
            String id,
            String table,
            String reason,
            String until,
            @Nullable String approvedBy,
            @Nullable String approvedAt,
            List<KeptTablePlan> tables) {}

    /** @param path the tables on the way to it, and the columns by which they refer to one another */
    public record KeptTablePlan(String table, String path, long rows) {}

    /** @param deletesMany whether more than half of the target's files would be deleted, which has to be agreed to */
    public record FilesPlan(
            String from,
            String to,
            List<String> directories,
            boolean delete,
            FileCounts counts,
            boolean deletesMany,
            List<String> special,
            List<PropertyPlan> properties) {}

    /**
     * A property that the configuration set changes.
     *
     * @param before absent where the key is not there; secrets are hidden on both sides
     * @param declared file and line
     */
    public record PropertyPlan(
            String file, String key, @Nullable String before, String after, String declared) {}
}
