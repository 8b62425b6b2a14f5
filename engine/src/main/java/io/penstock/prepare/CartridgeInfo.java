package io.penstock.prepare;

import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.PreparationStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the registry of a database tells of a cartridge.
 *
 * @param initializes whether it has a {@code dbinit.properties}
 * @param version that it is migrated to; null when it is not initialized or has none
 * @param states how many of its steps are in each state
 * @param due how many steps the next run has to do, without those that run every time
 * @param failed the steps that failed last
 * @param changed steps that succeeded and whose preparer, parameters or files are others now
 * @param gone steps of the registry that no descriptor has any more
 * @param listed whether the list of cartridges still names it
 */
public record CartridgeInfo(
        String cartridge,
        boolean initializes,
        boolean initialized,
        @Nullable String version,
        Map<String, Long> states,
        long due,
        List<String> failed,
        List<String> changed,
        List<String> gone,
        boolean listed) {

    static List<CartridgeInfo> of(List<Cartridge> cartridges, StepHistory history, PreparationPlan plan) {
        Map<String, List<StepHistory.Entry>> entries = new TreeMap<>();
        history.entries()
                .forEach(entry -> entries.computeIfAbsent(entry.cartridge(), key -> new ArrayList<>())
                        .add(entry));
        Map<String, String> versions = history.cartridges();
        List<CartridgeInfo> infos = new ArrayList<>();
        for (Cartridge cartridge : cartridges) {
            List<StepHistory.Entry> own = entries.remove(cartridge.name());
            infos.add(of(cartridge, own == null ? List.of() : own, versions.get(cartridge.name()), plan));
        }
        entries.forEach((name, own) -> infos.add(unlisted(name, own, versions.get(name))));
        return infos;
    }

    private static CartridgeInfo of(
            Cartridge cartridge, List<StepHistory.Entry> entries, @Nullable String version, PreparationPlan plan) {
        Map<StepKey, PreparationStep> steps = new HashMap<>();
        cartridge.steps().forEach(step -> steps.put(StepKey.of(step), step));
        List<String> failed = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (StepHistory.Entry entry : entries) {
            PreparationStep step = steps.get(entry.key());
            if (step == null) {
                gone.add(entry.name());
            } else if (entry.status().equals(StepStatus.FAILURE.name())) {
                failed.add(entry.name());
            } else if (entry.status().equals(StepStatus.SUCCESS.name())
                    && entry.fingerprint() != null
                    && !entry.fingerprint().equals(StepFingerprint.of(step, cartridge.files()))) {
                changed.add(entry.name());
            }
        }
        long due = plan.steps().stream()
                .filter(each -> each.step().cartridge().equals(cartridge.name()) && each.reason() != Reason.ALWAYS)
                .count();
        return new CartridgeInfo(
                cartridge.name(),
                cartridge.initializes(),
                version != null,
                version == null || version.isEmpty() ? null : version,
                states(entries),
                due,
                failed,
                changed,
                gone,
                true);
    }

    private static CartridgeInfo unlisted(String name, List<StepHistory.Entry> entries, @Nullable String version) {
        List<String> gone = entries.stream().map(StepHistory.Entry::name).toList();
        return new CartridgeInfo(
                name, false, version != null, version, states(entries), 0, List.of(), List.of(), gone, false);
    }

    private static Map<String, Long> states(List<StepHistory.Entry> entries) {
        Map<String, Long> states = new TreeMap<>();
        entries.forEach(entry -> states.merge(entry.status(), 1L, Long::sum));
        return states;
    }
}
