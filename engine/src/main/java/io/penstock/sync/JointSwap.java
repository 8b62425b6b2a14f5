package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Exchange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Swaps the parts of a run as one. What shares a server changes places in one transaction. Where that is not all, an intent is kept with every part
 * until the last one has followed, so that a run that dies on the way is found, and what it swapped is put back, last first. Thus the last part of
 * an intent decides: it is swapped last, put back first, and forgets its intent last.
 */
final class JointSwap {

    /** A part and how it changes places. */
    record Step(SwapPart part, Exchange exchange) {}

    private final String run;
    private final List<List<Step>> units = new ArrayList<>();
    private final List<Step> order;

    private JointSwap(String run, List<Step> steps) {
        this.run = run;
        for (Step step : steps) {
            units.stream()
                    .filter(unit -> unit.get(0).exchange().joins(step.exchange()))
                    .findFirst()
                    .orElseGet(() -> {
                        units.add(new ArrayList<>());
                        return units.get(units.size() - 1);
                    })
                    .add(step);
        }
        this.order = units.stream().flatMap(List::stream).toList();
    }

    /**
     * Swaps the parts in, or none of them.
     *
     * @throws PenstockException when it fails: all is put back, or SWAP-UNFINISHED is among the problems
     */
    static void swapIn(String run, List<Step> steps) {
        new JointSwap(run, steps).swapIn();
    }

    /**
     * Takes the swap of a run back, in all parts that it swapped, or in none.
     *
     * @param parts in the order of the return. The first decides, so it had better be a database: that returns in one step, unlike files
     */
    static void undo(String run, List<SwapPart> parts) {
        JointSwap back = returning(run, parts);
        List<SwapPart> order =
                new ArrayList<>(back.order.stream().map(Step::part).toList());
        Collections.reverse(order);
        List<SwapPart> returned = new ArrayList<>();
        try {
            if (back.units.size() > 1) {
                back.intend(order);
            }
            for (List<Step> unit : back.units) {
                make(unit, returned);
            }
        } catch (RuntimeException e) {
            if (returned.isEmpty()) {
                forgetQuietly(order, e);
                throw e;
            }
            throw unfinished(run, e);
        }
        order.forEach(SwapPart::forgetIntent);
    }

    /**
     * Puts back what a run swapped of the parts.
     *
     * @param parts in the order of the swap
     * @return those that were put back
     */
    static List<SwapPart> putBack(String run, List<SwapPart> parts) {
        List<SwapPart> lastFirst = new ArrayList<>(parts);
        Collections.reverse(lastFirst);
        JointSwap back = returning(run, lastFirst);
        // Ends at the first failure: were an earlier part put back before a later one, the intents would tell a wrong
        // story.
        for (List<Step> unit : back.units) {
            make(unit, new ArrayList<>());
        }
        return back.order.stream().map(Step::part).toList();
    }

    private static JointSwap returning(String run, List<SwapPart> parts) {
        return new JointSwap(
                run,
                parts.stream()
                        .filter(part -> part.swappedBy(run))
                        .map(part -> new Step(part, part.undoing(run)))
                        .toList());
    }

    private void swapIn() {
        List<SwapPart> parts = order.stream().map(Step::part).toList();
        List<SwapPart> swapped = new ArrayList<>();
        try {
            if (units.size() > 1) {
                intend(parts);
            }
            for (List<Step> unit : units) {
                make(unit, swapped);
            }
        } catch (RuntimeException e) {
            throw takeBack(parts, swapped, e);
        }
        if (units.size() > 1) {
            parts.forEach(SwapPart::forgetIntent);
        }
    }

    /** @param parts in the order of the swap */
    private void intend(List<SwapPart> parts) {
        String intent = new SwapIntent(run, parts.stream().map(SwapPart::name).toList()).text();
        order.forEach(step -> step.exchange().intend(intent));
    }

    private static void make(List<Step> unit, List<SwapPart> made) {
        Exchange first = unit.get(0).exchange();
        List<Exchange> others = unit.stream().skip(1).map(Step::exchange).toList();
        try {
            first.make(others);
        } catch (RuntimeException e) {
            if (first.inDoubt()) {
                unit.forEach(step -> made.add(step.part()));
            }
            throw e;
        }
        unit.forEach(step -> made.add(step.part()));
    }

    private RuntimeException takeBack(List<SwapPart> parts, List<SwapPart> swapped, RuntimeException failure) {
        if (units.size() == 1) {
            return failure;
        }
        try {
            putBack(run, swapped);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return unfinished(run, failure);
        }
        forgetQuietly(parts, failure);
        return failure;
    }

    /** For intents that mean nothing any more: of their parts all stand as before, or all as after. */
    private static void forgetQuietly(List<SwapPart> parts, RuntimeException failure) {
        for (SwapPart part : parts) {
            try {
                part.forgetIntent();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** The failure, and what it means for the target. */
    static PenstockException unfinished(String run, RuntimeException failure) {
        List<Problem> problems = new ArrayList<>();
        if (failure instanceof PenstockException known) {
            problems.addAll(known.problems());
        }
        problems.add(new Problem(
                SyncProblem.SWAP_UNFINISHED,
                "Run " + run
                        + " has swapped one part of the target and not the other, or may have done so, and it could not be put back.",
                "Mend what failed, and run penstock sync or penstock undo: both put it back first."));
        return new PenstockException(problems, failure);
    }
}
