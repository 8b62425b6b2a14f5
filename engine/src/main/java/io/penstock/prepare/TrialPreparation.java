package io.penstock.prepare;

import io.penstock.database.Dialect;
import io.penstock.database.PreparationSession;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.run.ProcessHost;
import io.penstock.run.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What prepares one database of an environment, to be tried on a copy of it. For one thread, as long as the cartridges are open. */
public final class TrialPreparation {

    private final Environment environment;
    private final ClusterType type;
    private final DatabaseAddress address;
    private final Dialect dialect;
    private final List<Cartridge> cartridges;
    private final PrepareRequest request;
    private final Preparers preparers;
    private final RunTerms terms;
    private final Path directory;

    TrialPreparation(
            Environment environment,
            ClusterType type,
            DatabaseAddress address,
            Dialect dialect,
            List<Cartridge> cartridges,
            PrepareRequest request,
            Preparers preparers,
            RunTerms terms,
            Path directory) {
        this.directory = directory;
        this.environment = environment;
        this.type = type;
        this.address = address;
        this.dialect = dialect;
        this.cartridges = List.copyOf(cartridges);
        this.request = request;
        this.preparers = preparers;
        this.terms = new RunTerms(terms.settings(), false, false, false, terms.stepTimeout());
    }

    public Environment environment() {
        return environment;
    }

    public ClusterType type() {
        return type;
    }

    /** How the database itself is reached. */
    public DatabaseAddress address() {
        return address;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** What the database of a session needs; only reads. */
    public PreparationPlan plan(PreparationSession session) {
        return DatabasePreparation.plan(session, request, cartridges, preparers);
    }

    /**
     * Runs what a plan says, in the database of a session.
     *
     * @param session keeps the registry
     * @param copy how others reach that database
     * @param working in which the preparers work: the same, or one around it
     * @param name under which the registry there keeps the tries; another one each time
     */
    public List<PrepareReport.StepReport> run(
            PreparationSession session,
            DatabaseAddress copy,
            PreparationSession working,
            String name,
            PreparationPlan plan,
            Progress progress) {
        StepRegistry registry = new StepRegistry(session, name, ProcessHost.NAME);
        registry.create();
        List<PrepareReport.StepReport> steps = new ArrayList<>();
        try (ForeignSteps foreign = new ForeignSteps(
                session,
                registry,
                () -> ForeignMessage.Terms.of(
                        directory, session.shared(copy), name, ProcessHost.NAME, terms.settings()))) {
            new PreparationRun(working, registry, cartridges, preparers, foreign, Interruptions.none(), terms, progress)
                    .run(plan, StepListener.into(steps));
        }
        return steps;
    }

    /** One step of a plan, as a plan. What is to be done once with all of them is left out. */
    public static PreparationPlan alone(PlannedStep step) {
        return new PreparationPlan(
                List.of(step),
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                Set.of(step.step().cartridge()));
    }
}
