package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.Dialect;
import io.penstock.database.PreparationSession;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Landscape;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.Cartridges;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Brings the copy of a database to the release of the cartridges, for the job that makes the copy: what the registry that came with its rows does not know as done is run. Unlike the
 * databases of environments, a copy has no mark yet and nobody else to be locked out. For one thread.
 */
public final class CopyPreparation {

    private final Landscape landscape;
    private final List<Dialect> dialects;
    private final Map<String, Supplier<Preparer>> builtIn;

    /** @param builtIn preparers by the last part of the class name */
    public CopyPreparation(Landscape landscape, List<Dialect> dialects, Map<String, Supplier<Preparer>> builtIn) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
        this.builtIn = Map.copyOf(builtIn);
    }

    /**
     * What would run in a copy of a database. Only reads.
     *
     * @throws PenstockException STEP-REGISTRY-MISSING for a database that was never prepared: all of its tables would be initialized anew; CARTRIDGES-UNKNOWN
     */
    public PrepareReport.DatabaseReport plan(ClusterType type, DatabaseAddress source, String purpose) {
        return with(source, purpose, (cartridges, preparers) -> session -> {
            if (!new StepRegistry(session, "", "").exists()) {
                throw new PenstockException(
                        PrepareProblem.STEP_REGISTRY_MISSING,
                        "The source of " + type.label()
                                + " has no registry of preparation steps, so nobody knows which of them its rows have behind them.",
                        "Register them there with penstock prepare, or take 'prepare' out of the target in penstock.yaml.");
            }
            PreparationPlan plan = plan(session, cartridges, preparers);
            return PrepareReport.DatabaseReport.of(type, plan, PreparationRun.planned(plan));
        });
    }

    /**
     * Runs what has to run.
     *
     * @throws PenstockException STEPS-FAILED when one of them failed; the copy is of no use then
     */
    public PrepareReport.DatabaseReport run(ClusterType type, DatabaseAddress copy, Run run, Progress progress) {
        PrepareReport.DatabaseReport report =
                with(copy, "penstock run " + run.id(), (cartridges, preparers) -> session -> {
                    StepRegistry registry = new StepRegistry(session, run.id(), run.host());
                    registry.create();
                    PreparationPlan plan = plan(session, cartridges, preparers);
                    List<PrepareReport.StepReport> steps = new ArrayList<>();
                    RunTerms terms = SettingsFiles.read(
                            SettingsFiles.shareOf(EnvironmentPreparation.directory(landscape)),
                            PreparationOptions.DEFAULT.breaking(false));
                    try (ForeignSteps foreign = new ForeignSteps(
                            session,
                            registry,
                            () -> ForeignMessage.Terms.of(
                                    EnvironmentPreparation.directory(landscape),
                                    session.shared(copy),
                                    run,
                                    terms.settings()))) {
                        new PreparationRun(
                                        session,
                                        registry,
                                        cartridges,
                                        preparers,
                                        foreign,
                                        Interruptions.none(),
                                        terms,
                                        progress)
                                .run(plan, StepListener.into(steps));
                    }
                    return PrepareReport.DatabaseReport.of(type, plan, steps);
                });
        EnvironmentPreparation.requireNoFailures(List.of(report));
        return report;
    }

    private PreparationPlan plan(PreparationSession session, List<Cartridge> cartridges, Preparers preparers) {
        PrepareRequest all = new PrepareRequest("", Set.of(), PrepareMode.AUTO, Set.of(), false, "");
        return DatabasePreparation.plan(session, all, cartridges, preparers);
    }

    private <T> T with(
            DatabaseAddress address,
            String purpose,
            BiFunction<List<Cartridge>, Preparers, Function<PreparationSession, T>> work) {
        try (Cartridges cartridges = Cartridges.read(EnvironmentPreparation.directory(landscape));
                Preparers preparers = new Preparers(builtIn, cartridges.all());
                PreparationSession session = Dialect.of(address.url(), dialects).prepare(address, purpose)) {
            return work.apply(cartridges.all(), preparers).apply(session);
        }
    }
}
