package io.penstock.prepare.cartridge;

import static io.penstock.prepare.cartridge.CartridgeProblem.DESCRIPTOR_INVALID;

import io.penstock.Problem;
import io.penstock.landscape.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the descriptors of one cartridge: {@code dbinit.properties}, {@code migration.properties} and {@code migration-to-<version>.properties}. Gathers all problems. */
final class Descriptors {

    private static final String INIT = "dbinit.properties";
    private static final String ALWAYS = "migration.properties";
    private static final String TO = "migration-to-";
    private static final String END = ".properties";

    private final String cartridge;
    private final List<Problem> problems;
    private final List<PreparationStep> steps = new ArrayList<>();

    private Descriptors(String cartridge, List<Problem> problems) {
        this.cartridge = cartridge;
        this.problems = problems;
    }

    /**
     * Reads all of a cartridge.
     *
     * @param problems what is wrong is added to it
     */
    static Cartridge read(CartridgeFiles files, List<Problem> problems) {
        Descriptors descriptors = new Descriptors(files.cartridge(), problems);
        Map<String, Path> found = files.descriptors(Descriptors::isDescriptor);
        found.forEach(descriptors::read);
        return new Cartridge(files, found.containsKey(INIT), descriptors.steps);
    }

    static boolean isDescriptor(String name) {
        return name.equals(INIT) || name.equals(ALWAYS) || name.startsWith(TO) && name.endsWith(END);
    }

    private void read(String name, Path path) {
        Optional<MigrationVersion> version = Optional.empty();
        if (name.startsWith(TO)) {
            String written = name.substring(TO.length(), Math.max(TO.length(), name.length() - END.length()));
            version = MigrationVersion.of(written);
            if (version.isEmpty()) {
                problems.add(new Problem(
                        DESCRIPTOR_INVALID,
                        path + ": '" + written + "' is no version.",
                        "A version has one to four numbers, such as 7.4.3.0."));
                return;
            }
        }
        Map<String, Integer> lines = new HashMap<>();
        for (PropertiesText.Entry entry : PropertiesText.read(CartridgeFiles.read(path))) {
            Place place = new Place(path.toString(), entry.line());
            Integer first = lines.putIfAbsent(entry.key(), entry.line());
            if (first != null) {
                problems.add(new Problem(
                        DESCRIPTOR_INVALID,
                        place + ": " + entry.key() + " stands already in line " + first + ".",
                        "Give each step a number of its own; of two, one would never run."));
            } else {
                step(entry, name.equals(INIT) ? StepType.DBINIT : StepType.DBMIGRATE, version, place);
            }
        }
    }

    private void step(PropertiesText.Entry entry, StepType type, Optional<MigrationVersion> version, Place place) {
        Optional<StepId> id = StepId.of(entry.key());
        if (id.isEmpty()) {
            problems.add(
                    new Problem(
                            DESCRIPTOR_INVALID,
                            place + ": '" + entry.key() + "' is no key of a step.",
                            "Write pre.ClassN, ClassN or post.ClassN, where N is a number from 0 on, such as Class1 or pre.Class0.5."));
            return;
        }
        List<String> words = entry.value().isBlank()
                ? List.of()
                : List.of(entry.value().strip().split("\\s+"));
        if (words.isEmpty()) {
            problems.add(new Problem(
                    DESCRIPTOR_INVALID,
                    place + ": " + entry.key() + " names no preparer.",
                    "Write the class of the preparer behind it, then its parameters."));
            return;
        }
        steps.add(new PreparationStep(
                cartridge, type, version, id.get(), words.get(0), words.subList(1, words.size()), entry.text(), place));
    }
}
