package io.penstock.prepare;

import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.PreparationStep;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * New steps that are old ones under another key: {@code Class7} that became {@code post.Class7}. Class, parameters and all files that they read are the same, and no descriptor has the
 * old key any more.
 */
final class MovedSteps {

    private final List<Cartridge> cartridges;

    /** @param cartridges those that are prepared */
    MovedSteps(List<Cartridge> cartridges) {
        this.cartridges = cartridges;
    }

    /** Offers each that is about to run to be entered as done, as a phrase. */
    List<String> notes(String environment, List<PlannedStep> planned, List<StepHistory.Entry> registry) {
        Map<String, StepHistory.Entry> gone = gone(registry);
        if (gone.isEmpty()) {
            return List.of();
        }
        Map<String, Cartridge> byName =
                cartridges.stream().collect(Collectors.toMap(Cartridge::name, Function.identity()));
        return planned.stream()
                .filter(each -> each.reason() == Reason.NEW)
                .map(PlannedStep::step)
                .flatMap(step -> note(environment, step, gone.get(likeness(step, byName))).stream())
                .toList();
    }

    private static List<String> note(String environment, PreparationStep step, StepHistory.@Nullable Entry before) {
        return before == null
                ? List.of()
                : List.of(step.name() + " is what " + before.name()
                        + " was, which succeeded: if it need not run again, enter it as done with: penstock prepare mark "
                        + environment + " " + step.name() + " --as success --reason moved");
    }

    /** What succeeded and stands in no descriptor any more, by what it was made of. */
    private Map<String, StepHistory.Entry> gone(List<StepHistory.Entry> registry) {
        Set<StepKey> present = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Cartridge cartridge : cartridges) {
            names.add(cartridge.name());
            cartridge.steps().forEach(step -> present.add(StepKey.of(step)));
        }
        Map<String, StepHistory.Entry> gone = new HashMap<>();
        for (StepHistory.Entry entry : registry) {
            if (entry.fingerprint() != null
                    && entry.status().equals(StepStatus.SUCCESS.name())
                    && names.contains(entry.cartridge())
                    && !present.contains(entry.key())) {
                gone.put(likeness(entry.cartridge(), entry.key(), entry.fingerprint()), entry);
            }
        }
        return gone;
    }

    private static String likeness(PreparationStep step, Map<String, Cartridge> byName) {
        Cartridge own = byName.get(step.cartridge());
        return own == null ? "" : likeness(step.cartridge(), StepKey.of(step), StepFingerprint.of(step, own.files()));
    }

    /** A step keeps its cartridge, version and type when it moves. */
    private static String likeness(String cartridge, StepKey key, String fingerprint) {
        return String.join(" ", cartridge, key.version(), key.type(), fingerprint);
    }
}
