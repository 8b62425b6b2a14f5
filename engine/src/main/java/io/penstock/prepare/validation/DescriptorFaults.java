package io.penstock.prepare.validation;

import io.penstock.Problem;
import io.penstock.landscape.Place;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.CartridgeInspection;
import io.penstock.prepare.cartridge.CartridgeProblem;
import io.penstock.prepare.cartridge.MigrationVersion;
import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.prepare.cartridge.StepId;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is wrong with the list, the descriptors, and the order of their steps. */
final class DescriptorFaults {

    private static final Pattern PLACE = Pattern.compile("(.+?\\.properties)(?::(\\d+))?: (.*)", Pattern.DOTALL);
    private static final Pattern VERSION_FILE = Pattern.compile("migration-to-(.+)\\.properties");

    private final CartridgeInspection inspection;
    private final Findings findings;

    DescriptorFaults(CartridgeInspection inspection, Findings findings) {
        this.inspection = inspection;
        this.findings = findings;
    }

    /** What concerns all cartridges. */
    void findInList() {
        Path list = inspection.list().orElse(Path.of("cartridgelist.properties"));
        for (Problem problem : inspection.problems()) {
            Matcher place = PLACE.matcher(problem.what());
            Fault fault = problem.code() == CartridgeProblem.CARTRIDGE_MISSING
                    ? Fault.CARTRIDGE_MISSING
                    : Fault.DESCRIPTOR_INVALID;
            if (place.matches()) {
                int line = place.group(2) == null ? 0 : Integer.parseInt(place.group(2));
                findings.add(fault, new Place(place.group(1), line), place.group(3), problem.remedy());
            } else {
                findings.add(fault, list, 0, problem.what(), problem.remedy());
            }
        }
        for (Path unlisted : inspection.unlisted()) {
            findings.add(
                    Fault.CARTRIDGE_NOT_LISTED,
                    unlisted,
                    0,
                    "It holds descriptors, and the list does not name it: none of its steps ever runs.",
                    "Add it to cartridges.dbinit, or take it away.");
        }
    }

    void findIn(Cartridge cartridge) {
        Map<String, List<PreparationStep>> files = cartridge.steps().stream()
                .collect(Collectors.groupingBy(step -> step.place().file(), TreeMap::new, Collectors.toList()));
        files.values().forEach(this::findInFile);
        findInVersions(cartridge, files);
    }

    private void findInFile(List<PreparationStep> steps) {
        Map<List<Object>, PreparationStep> orders = new HashMap<>();
        Map<List<Object>, PreparationStep> works = new HashMap<>();
        Map<String, List<PreparationStep>> phases = new TreeMap<>();
        List<PreparationStep> inLines = new ArrayList<>(steps);
        inLines.sort(Comparator.comparingInt(step -> step.place().line()));
        for (PreparationStep step : inLines) {
            StepId id = step.id();
            PreparationStep equal = orders.putIfAbsent(List.of(id.phase(), id.number()), step);
            if (equal != null) {
                findings.add(
                        Fault.ORDER_EQUAL,
                        step.place(),
                        id + " has the same number as " + equal.id() + " in line "
                                + equal.place().line() + ": which of them comes first is left to their spelling.",
                        "Give it a number of its own.");
            }
            PreparationStep same = works.putIfAbsent(List.of(step.preparer(), step.parameters()), step);
            if (same != null) {
                findings.add(
                        Fault.STEP_REPEATED,
                        step.place(),
                        id + " is the same as " + same.id() + " in line "
                                + same.place().line() + ": class and parameters are equal.",
                        "Take one of them out, unless it is meant to run twice.");
            }
            phases.computeIfAbsent(id.phase().prefix(), key -> new ArrayList<>())
                    .add(step);
        }
        phases.values().forEach(this::findGaps);
    }

    /** Where most numbers follow one another, one that is left out may be a step that was lost; where they do not, gaps are a habit. */
    private void findGaps(List<PreparationStep> steps) {
        List<PreparationStep> whole = new ArrayList<>(steps);
        whole.removeIf(step -> step.id().number() != Math.rint(step.id().number()));
        whole.sort(Comparator.comparing(PreparationStep::id));
        int next = 0;
        for (int i = 1; i < whole.size(); i++) {
            next += distance(whole, i) == 1 ? 1 : 0;
        }
        for (int i = 1; i < whole.size(); i++) {
            double distance = distance(whole, i);
            if (distance > 1 && distance <= 3 && 2 * next >= whole.size() - 1 && next > 0) {
                PreparationStep step = whole.get(i);
                findings.add(
                        Fault.STEP_GAP,
                        step.place(),
                        "Between " + whole.get(i - 1).id() + " and " + step.id()
                                + " a number is left out: a step may have been lost.",
                        "See whether one is missing; if not, nothing is to be done.");
            }
        }
    }

    private static double distance(List<PreparationStep> steps, int index) {
        return steps.get(index).id().number() - steps.get(index - 1).id().number();
    }

    private void findInVersions(Cartridge cartridge, Map<String, List<PreparationStep>> files) {
        Map<List<Object>, String> versions = new HashMap<>();
        inspection.descriptors(cartridge).forEach((name, path) -> {
            Matcher matcher = VERSION_FILE.matcher(name);
            if (!matcher.matches()) {
                return;
            }
            MigrationVersion version = MigrationVersion.of(matcher.group(1)).orElse(null);
            if (version == null) {
                // An invalid descriptor, and told as such.
                return;
            }
            if (!files.containsKey(path.toString()) && !isInvalid(path)) {
                findings.add(
                        Fault.VERSION_WITHOUT_STEPS,
                        path,
                        0,
                        "It holds no step: the version " + version + " exists by its name alone.",
                        "Write its steps, or take the file away.");
            }
            List<Object> parts = new ArrayList<>(version.parts());
            while (parts.size() < 4) {
                parts.add(BigInteger.ZERO);
            }
            String equal = versions.putIfAbsent(parts, version.written());
            if (equal != null) {
                findings.add(
                        Fault.VERSIONS_EQUAL,
                        path,
                        0,
                        "The versions " + String.join(" and ", new TreeSet<>(List.of(equal, version.written())))
                                + " are the same number, so that nothing says which of them comes first.",
                        "Put their steps into one file. Steps that have run under one name run again under the other.");
            }
        });
    }

    private boolean isInvalid(Path path) {
        return inspection.problems().stream().anyMatch(problem -> problem.what().startsWith(path + ":"));
    }
}
