package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.LockHolder;
import io.penstock.database.PreparationSession;
import io.penstock.database.TargetLock;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Nearest;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.Cartridges;
import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.prepare.cartridge.StepType;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a person does to the registries of an environment by hand. */
public final class StepMarking {

    private final Landscape landscape;
    private final Journal journal;
    private final PreparedDatabases databases;

    public StepMarking(Landscape landscape, Journal journal, List<Dialect> dialects) {
        this.landscape = landscape;
        this.journal = journal;
        this.databases = new PreparedDatabases(landscape, dialects);
    }

    /**
     * Enters what a step came to, in the words of a person.
     *
     * @param status SUCCESS and SKIPPED keep it from running, FAILURE has it run again
     * @param reason is kept with the attempt
     * @return the clusters whose registries were changed
     * @throws PenstockException SELECTION-UNKNOWN for a step that no cartridge has, or that runs every time
     */
    public List<String> mark(
            String name, Set<ClusterType> clusters, String step, StepStatus status, String reason, String startedBy) {
        Environment environment = databases.environment(name);
        try (Cartridges all = Cartridges.read(EnvironmentPreparation.directory(landscape))) {
            Cartridge[] owner = new Cartridge[1];
            PreparationStep found = find(all, step, owner);
            Run run = journal.begin("prepare mark " + name + " " + step, name, startedBy);
            List<String> marked = new ArrayList<>();
            journal.conduct(
                    run,
                    () -> databases.of(environment, clusters).forEach((type, address) -> {
                        try (Database database = databases.open(environment, type, address);
                                TargetLock lock = database.lock("penstock run " + run.id() + " by " + startedBy);
                                PreparationSession session = databases.session(environment, address)) {
                            StepRegistry registry = new StepRegistry(session, run.id(), run.host());
                            registry.create();
                            registry.enter(
                                    found,
                                    status,
                                    StepFingerprint.of(found, owner[0].files()),
                                    "marked by " + startedBy + ": " + reason);
                            registry.commit();
                            marked.add(type.label());
                        }
                    }),
                    (ended, problems) -> ended);
            return marked;
        }
    }

    private static PreparationStep find(Cartridges all, String written, Cartridge[] owner) {
        Optional<StepName> name = StepName.of(written);
        Set<String> known = new TreeSet<>();
        for (Cartridge cartridge : all.all()) {
            for (PreparationStep step : cartridge.steps()) {
                boolean once = step.type() == StepType.DBINIT || step.version().isPresent();
                if (once && name.isPresent() && name.get().means(step)) {
                    owner[0] = cartridge;
                    return step;
                }
                if (once) {
                    known.add(step.name());
                }
            }
        }
        throw new PenstockException(
                PrepareProblem.SELECTION_UNKNOWN,
                "No cartridge has a step '" + written + "' that runs once" + Nearest.clause(written, known),
                "Write cartridge:key or cartridge:version:key, such as core:pre.Class1 or core:7.4.0.0:Class1.");
    }

    /** Who works on each database, by cluster; empty for one that is free. */
    public Map<String, Optional<String>> locks(String name, Set<ClusterType> clusters) {
        Environment environment = databases.environment(name);
        Map<String, Optional<String>> holders = new LinkedHashMap<>();
        databases.of(environment, clusters).forEach((type, address) -> {
            try (Database database = databases.open(environment, type, address)) {
                holders.put(type.label(), database.lockHolder().map(LockHolder::who));
            }
        });
        return holders;
    }

    /**
     * Ends the sessions that hold the locks of an environment's databases.
     *
     * @return who held them, by cluster
     * @throws PenstockException LOCK-NOT-BREAKABLE
     */
    public Map<String, String> breakLocks(String name, Set<ClusterType> clusters) {
        Environment environment = databases.environment(name);
        Map<String, String> broken = new LinkedHashMap<>();
        databases.of(environment, clusters).forEach((type, address) -> {
            try (Database database = databases.open(environment, type, address)) {
                database.lockHolder().ifPresent(holder -> {
                    holder.end().run();
                    broken.put(type.label(), holder.who());
                });
            }
        });
        return broken;
    }
}
