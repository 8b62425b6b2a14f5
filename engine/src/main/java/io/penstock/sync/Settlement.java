package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.database.Dialect;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Direction;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings the swap of a run that died to its end. Where its last part was swapped, all were: the target is as after. Else what was swapped is put back:
 * the target is as before.
 */
public final class Settlement {

    /** What became of an unfinished swap: the parts that were put back; none when all or none had been swapped. */
    record Settled(String run, List<SwapPart> putBack, boolean asAfter) {

        String text(String environment) {
            if (asAfter) {
                return "Run " + run + " died after it had swapped all of " + environment
                        + "; nothing had to be put back.";
            }
            String parts = putBack.stream().map(SwapPart::name).collect(Collectors.joining(", "));
            return "Run " + run + " died while it swapped " + environment + "; put back as before: "
                    + (putBack.isEmpty() ? "nothing, it had not begun" : parts) + ".";
        }
    }

    private final Landscape landscape;
    private final List<Dialect> dialects;

    public Settlement(Landscape landscape, List<Dialect> dialects) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
    }

    /**
     * Settles what concerns a sync, before it is planned.
     *
     * @return what was done, as sentences for people; mostly nothing
     * @throws PenstockException when a part cannot be reached or put back, or another run works on it
     */
    public List<String> settle(SyncRequest request) {
        Direction direction = RequestedClusters.direction(landscape, request);
        Environment target = direction.target();
        String holder = "penstock sync " + request.source() + " " + request.target() + " by " + request.startedBy();
        Set<ClusterType> clusters = RequestedClusters.of(direction, request);
        try (TargetParts parts = new TargetParts(landscape, target, new Databases(dialects, holder), holder)) {
            return settle(parts::part, parts.some(clusters, request.databases(), request.files())).stream()
                    .map(settled -> settled.text(target.name()))
                    .toList();
        }
    }

    /** Settles what concerns a restore, before it is planned: of the whole environment. */
    public List<String> settle(String environment, String startedBy) {
        Environment target = Environments.require(landscape, environment);
        String holder = "penstock restore " + environment + " by " + startedBy;
        try (TargetParts parts = new TargetParts(landscape, target, new Databases(dialects, holder), holder)) {
            return settle(parts::part, parts.all()).stream()
                    .map(settled -> settled.text(environment))
                    .toList();
        }
    }

    /**
     * Settles every intent that one of these parts has, newest run first.
     *
     * @param parts finds the others that an intent names
     */
    static List<Settled> settle(Function<String, Optional<SwapPart>> parts, List<SwapPart> concerned) {
        List<SwapIntent> intents = concerned.stream()
                .flatMap(part -> part.intent().stream())
                .distinct()
                .sorted(Comparator.comparing(SwapIntent::run).reversed())
                .toList();
        return intents.stream()
                .flatMap(intent -> settle(parts, intent).stream())
                .toList();
    }

    private static Optional<Settled> settle(Function<String, Optional<SwapPart>> parts, SwapIntent intent) {
        String run = intent.run();
        List<SwapPart> order = intent.parts().stream()
                .map(name -> parts.apply(name).orElseThrow(() -> missing(run, name)))
                .toList();
        order.forEach(SwapPart::lock);
        if (order.stream().noneMatch(part -> bears(part, run))) {
            // It was alive, and has come to its end.
            return Optional.empty();
        }
        boolean asAfter = order.get(order.size() - 1).swappedBy(run);
        List<SwapPart> putBack = asAfter ? List.of() : putBack(run, order);
        order.stream().filter(part -> bears(part, run)).forEach(SwapPart::forgetIntent);
        return Optional.of(new Settled(run, putBack, asAfter));
    }

    private static List<SwapPart> putBack(String run, List<SwapPart> order) {
        try {
            order.stream().filter(part -> !part.swappedBy(run)).forEach(SwapPart::clean);
            return JointSwap.putBack(run, order);
        } catch (RuntimeException e) {
            throw JointSwap.unfinished(run, e);
        }
    }

    private static boolean bears(SwapPart part, String run) {
        return part.intent().filter(intent -> intent.run().equals(run)).isPresent();
    }

    private static PenstockException missing(String run, String name) {
        return new PenstockException(
                SyncProblem.SWAP_UNFINISHED,
                "Run " + run + " died while it swapped the target, and penstock.yaml no longer names the " + name
                        + " that belongs to it.",
                "Name it in penstock.yaml again until this command has put back what was swapped.");
    }
}
