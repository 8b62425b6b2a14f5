package io.penstock.prepare;

import static io.penstock.prepare.PrepareProblem.CARTRIDGES_UNKNOWN;
import static io.penstock.prepare.PrepareProblem.SELECTION_UNKNOWN;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.landscape.Nearest;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.MigrationVersion;
import io.penstock.prepare.cartridge.Phase;
import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.prepare.cartridge.StepType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Holds a selection against the cartridges: what it names has to exist, so that a slip of the pen does not choose nothing silently. */
final class SelectionCheck {

    private final List<Cartridge> all;
    private final List<Problem> problems = new ArrayList<>();

    private SelectionCheck(List<Cartridge> all) {
        this.all = all;
    }

    /**
     * The cartridges that were chosen, in their order.
     *
     * @throws PenstockException with everything that does not exist
     */
    static List<Cartridge> chosen(List<Cartridge> all, StepSelection selection) {
        SelectionCheck check = new SelectionCheck(all);
        check.cartridges(selection.cartridges());
        check.each(
                "--property-keys",
                "step with the key",
                selection.keys(),
                step -> step.id().written());
        check.ids("--exec-id", selection.execIds(), step -> step.type() == StepType.DBINIT);
        ForcedSteps forced = selection.forced();
        check.ids("--force-exec-id", forced.ids(), step -> true);
        check.preparers(forced.preparers());
        check.each(
                "--force-exec-version",
                "migration to version",
                forced.versions(),
                step -> step.version().map(MigrationVersion::written).orElse(""));
        check.prefixes(forced.prefixes());
        if (!check.problems.isEmpty()) {
            throw new PenstockException(check.problems);
        }
        Set<String> wanted = selection.cartridges();
        return all.stream()
                .filter(cartridge -> wanted.isEmpty() || wanted.contains(cartridge.name()))
                .toList();
    }

    private void cartridges(Set<String> names) {
        List<String> known = all.stream().map(Cartridge::name).toList();
        for (String name : new TreeSet<>(names)) {
            if (!known.contains(name)) {
                problems.add(new Problem(
                        CARTRIDGES_UNKNOWN,
                        "cartridgelist.properties does not name '" + name + "'" + Nearest.clause(name, known),
                        "Name cartridges of the list: " + first(known) + "."));
            }
        }
    }

    private void preparers(Set<String> names) {
        Set<String> known = known(PreparationStep::shortPreparer);
        Set<String> whole = known(PreparationStep::preparer);
        for (String name : new TreeSet<>(names)) {
            if (!known.contains(name) && !whole.contains(name)) {
                unknown("--force-exec-name", "step with the preparer", name, known);
            }
        }
    }

    private void prefixes(Set<String> prefixes) {
        List<String> known = Arrays.stream(Phase.values())
                .map(phase -> phase.prefix() + "Class")
                .toList();
        for (String prefix : new TreeSet<>(prefixes)) {
            if (!known.contains(prefix)) {
                problems.add(new Problem(
                        SELECTION_UNKNOWN,
                        "--force-exec-prefix: no key of a step begins with '" + prefix + "'"
                                + Nearest.clause(prefix, known),
                        "It is one of: " + String.join(", ", known) + "."));
            }
        }
    }

    private void ids(String option, Set<StepName> names, Predicate<PreparationStep> allowed) {
        for (StepName name : names) {
            if (steps().stream().noneMatch(step -> allowed.test(step) && name.means(step))) {
                Set<String> known = new TreeSet<>();
                steps().stream().filter(allowed).forEach(step -> known.add(step.name()));
                unknown(option, option.equals("--exec-id") ? "step of an initialization" : "step", name + "", known);
            }
        }
    }

    private void each(String option, String what, Set<String> names, Function<PreparationStep, String> part) {
        Set<String> known = known(part);
        for (String name : new TreeSet<>(names)) {
            if (!known.contains(name)) {
                unknown(option, what, name, known);
            }
        }
    }

    private Set<String> known(Function<PreparationStep, String> part) {
        Set<String> known = new TreeSet<>();
        steps().forEach(step -> known.add(part.apply(step)));
        known.remove("");
        return known;
    }

    private void unknown(String option, String what, String name, Set<String> known) {
        problems.add(new Problem(
                SELECTION_UNKNOWN,
                option + ": there is no " + what + " '" + name + "'" + Nearest.clause(name, known),
                known.isEmpty() ? "The cartridges have none." : "There are: " + first(List.copyOf(known)) + "."));
    }

    private static String first(List<String> names) {
        List<String> some = new ArrayList<>(names);
        some.sort(null);
        return String.join(", ", some.subList(0, Math.min(10, some.size())))
                + (some.size() > 10 ? " and " + (some.size() - 10) + " more" : "");
    }

    private List<PreparationStep> steps() {
        return all.stream().flatMap(cartridge -> cartridge.steps().stream()).toList();
    }
}
