package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.configset.ForbiddenContacts;
import io.penstock.configset.OutboundContact;
import io.penstock.configset.OutboundContacts;
import io.penstock.configset.SettingsMatch;
import io.penstock.database.BothScans;
import io.penstock.database.BuildStep;
import io.penstock.database.Catalog;
import io.penstock.database.Configuration;
import io.penstock.database.Database;
import io.penstock.database.PreservedMatch;
import io.penstock.database.RowScan;
import io.penstock.database.RowSetting;
import io.penstock.database.SettingScript;
import io.penstock.database.Shadow;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Place;
import io.penstock.pseudonym.BoundMap;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What of one database must be as the target has it: its configuration set is applied, and contacts of production are looked for. */
final class TargetConfiguration {

    private static final String CONTACTS = "outbound contacts";

    private final Environment environment;
    private final DeclaredSet declared;
    private final Catalog catalog;
    private final Configuration configuration;
    private final ForbiddenContacts suspected;
    private final ForbiddenContacts forbidden;
    private final OutboundContacts outbound = new OutboundContacts();
    private final List<String> applied = new ArrayList<>();
    private final List<String> uncovered;
    private final @Nullable ShadowPreparation preparation;

    private TargetConfiguration(
            Environment environment,
            DeclaredSet declared,
            Catalog catalog,
            Configuration configuration,
            List<String> uncovered,
            @Nullable ShadowPreparation preparation) {
        this.preparation = preparation;
        this.uncovered = List.copyOf(uncovered);
        this.environment = environment;
        this.declared = declared;
        this.catalog = catalog;
        this.configuration = configuration;
        this.suspected = new ForbiddenContacts(environment.forbiddenContacts(), catalog);
        this.forbidden = new ForbiddenContacts(environment.forbiddenContacts(), catalog);
    }

    /**
     * Reads the set.
     *
     * @param preparation what brings the copy to the release of the target, after which it is set and looked through once more; null for nothing
     * @throws PenstockException when the set cannot be read, or does not fit
     */
    static TargetConfiguration of(
            Environment target,
            DeclaredSet declared,
            ClusterType type,
            Snapshot source,
            BoundMap map,
            @Nullable ShadowPreparation preparation) {
        Configuration configuration = SettingsMatch.of(declared.of(type), source.catalog());
        return new TargetConfiguration(
                target,
                declared,
                source.catalog(),
                configuration,
                new UncoveredConfiguration(source, map).of(configuration, target.preserve()),
                preparation);
    }

    /** How many steps of the target's cartridges the copy needs; empty when it is not prepared, or nobody can know yet. */
    Optional<Integer> stepsToPrepare() {
        return Optional.ofNullable(preparation).flatMap(ShadowPreparation::planned);
    }

    /** The source's configuration that neither the set nor a rule to preserve rows means, as phrases. */
    List<String> uncovered() {
        return uncovered;
    }

    /** What the set will change of what the source has. Only reads. */
    SyncPlan.@Nullable ConfigurationPlan plan(Database source, BoundMap map) {
        return environment.configurationSet() == null
                ? null
                : new ConfigurationWords(map).plan(declared, configuration, source);
    }

    /** What sees every row of the copy before anything is set in it. */
    RowScan scan(RowScan other) {
        return suspected.isEmpty() ? other : new BothScans(other, suspected);
    }

    /** Puts setting and looking between the constraints and what follows them. */
    List<BuildStep> among(
            List<BuildStep> steps, Shadow copy, DatabaseRules rules, boolean proven, Run run, Progress progress) {
        List<BuildStep> all = new ArrayList<>();
        steps.stream().filter(step -> step.stage() != BuildStep.Stage.FINISH).forEach(all::add);
        if (!configuration.isEmpty()) {
            all.add(step("configuration set", monitor -> apply(copy, monitor)));
        }
        ShadowPreparation changing = preparation;
        if (changing == null) {
            all.add(step(CONTACTS, monitor -> look(copy, rules, proven, monitor)));
        }
        steps.stream().filter(step -> step.stage() == BuildStep.Stage.FINISH).forEach(all::add);
        if (changing != null) {
            all.add(changing.step(copy, run, progress));
            if (!configuration.isEmpty()) {
                all.add(step("configuration set once more", monitor -> copy.configure(configuration, monitor)));
            }
            all.add(step(CONTACTS, monitor -> lookAtAll(copy, monitor)));
        }
        return all;
    }

    private static BuildStep step(String name, BuildStep.Action action) {
        return new BuildStep(name, BuildStep.Stage.FINISH, Set.of(), 0, action);
    }

    private void apply(Shadow copy, WorkMonitor monitor) {
        declared.commit()
                .ifPresent(commit -> applied.add("configuration set: commit " + commit + " of " + declared.where()));
        copy.configure(configuration, monitor).stream()
                .map(ConfigurationWords::outcome)
                .forEach(applied::add);
        for (SettingScript script : configuration.scripts()) {
            applied.add("configuration set: ran " + script.place().file());
        }
    }

    /** Of the tables that were looked through when they were copied, only those again in which something was found, or may have been changed. */
    private void look(Shadow copy, DatabaseRules rules, boolean proven, WorkMonitor monitor) {
        forbidden.search(configuration);
        Set<TableName> again = new TreeSet<>(suspected.tables());
        again.addAll(configuration.tables(catalog));
        again.addAll(PreservedMatch.tables(environment.preserve(), catalog));
        for (Table table : catalog.tables()) {
            if (!table.hasRows()) {
                continue;
            }
            TableRule rule = rules.rule(table.name());
            boolean small = table.bytes() <= OutboundContacts.MOST_BYTES;
            boolean forForbidden = !forbidden.isEmpty() && (again.contains(table.name()) || !proven);
            if (small || forForbidden) {
                copy.sum(table, rule instanceof TableRule.Empty ? new TableRule.AsIs() : rule, scan(small), monitor);
            }
        }
    }

    /** What has prepared the copy may have changed any table, and made others. */
    private void lookAtAll(Shadow copy, WorkMonitor monitor) {
        forbidden.search(configuration);
        for (Table table : copy.catalog(monitor).tables()) {
            boolean small = table.bytes() <= OutboundContacts.MOST_BYTES;
            if (table.hasRows() && (small || !forbidden.isEmpty())) {
                copy.sum(table, new TableRule.AsIs(), scan(small), monitor);
            }
        }
    }

    private RowScan scan(boolean small) {
        return !small ? forbidden : forbidden.isEmpty() ? outbound : new BothScans(outbound, forbidden);
    }

    /** Sets once more what the last preserved rows may have undone. */
    void afterLastPreserved(Shadow copy, WorkMonitor monitor) {
        Set<TableName> preserved = PreservedMatch.tables(environment.preserve(), catalog);
        preserved.retainAll(configuration.tables(catalog));
        if (!preserved.isEmpty() || !configuration.scripts().isEmpty()) {
            copy.configure(configuration, monitor);
        }
    }

    /** Shows a scan what has come into the copy from the set. */
    void show(RowScan scan) {
        for (RowSetting row : configuration.rows()) {
            row.values().values().forEach(value -> show(value.text() == null ? "" : value.text(), row.place(), scan));
        }
        configuration.scripts().forEach(script -> show(script.sql(), script.place(), scan));
    }

    private static void show(String text, Place place, RowScan scan) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (RowScan.Rows rows = scan.begin("the configuration set, " + place)) {
            if (rows.wants(0)) {
                rows.field(0, bytes, 0, bytes.length);
            }
            if (rows.endRow()) {
                rows.key(Optional.empty());
            }
        }
    }

    /**
     * Looks through what the finished copy holds besides rows.
     *
     * @return what is forbidden and stands in the copy
     */
    List<Problem> verdict(Shadow copy, WorkMonitor monitor) {
        if (!forbidden.isEmpty()) {
            copy.scanRest(forbidden, monitor);
        }
        return forbidden.problems();
    }

    /** What was set, and what reaches out; as phrases. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(applied);
        if (preparation != null) {
            preparation.remark().ifPresent(remarks::add);
        }
        uncovered.forEach(
                rows -> remarks.add("configuration of the source that neither the set nor preserve covers: " + rows));
        outbound.found().stream()
                .map(OutboundContact::phrase)
                .map(phrase -> "outbound contact: " + phrase)
                .forEach(remarks::add);
        return remarks;
    }
}
