package io.penstock.sync;

import io.penstock.database.Exchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an environment as far as they outlive a process, on paper: small enough that a process can die before every single change, which no
 * real server lets us do. Each part holds the id of the run that made what stands there.
 */
final class PaperEnvironment {

    /** The end of a process. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    final Map<String, Part> parts = new LinkedHashMap<>();
    private int changesToLive = Integer.MAX_VALUE;

    /** @param places a server for each database, or {@code files} */
    PaperEnvironment(List<String> places) {
        for (int i = 0; i < places.size(); i++) {
            Part part = new Part(i + " on " + places.get(i), places.get(i));
            parts.put(part.name, part);
        }
    }

    /** A new process; it dies before it has made so many changes and one. */
    void begin(int changes) {
        changesToLive = changes;
        parts.values().forEach(part -> part.locked = false);
    }

    void sync(String run, List<Part> some) {
        some.forEach(Part::lock);
        some.forEach(part -> part.shadow = run);
        JointSwap.swapIn(
                run,
                some.stream()
                        .map(part -> new JointSwap.Step(part, new Change(part, run, true)))
                        .toList());
        some.forEach(part -> change(part::prune));
    }

    void undo(String run) {
        List<SwapPart> all = List.copyOf(parts.values());
        all.forEach(SwapPart::lock);
        JointSwap.undo(run, all);
    }

    void settle(List<Part> concerned) {
        settle(concerned, () -> {});
    }

    /** @param meanwhile what happens between a first look and the locks */
    void settle(List<Part> concerned, Runnable meanwhile) {
        Settlement.settle(
                name -> {
                    meanwhile.run();
                    return Optional.ofNullable(parts.get(name));
                },
                List.copyOf(concerned));
    }

    List<Part> all() {
        return List.copyOf(parts.values());
    }

    private void change(Runnable change) {
        if (changesToLive-- == 0) {
            throw new Died();
        }
        change.run();
    }

    /** A database, whose intent moves with it, or files, whose intent stays at their root. */
    final class Part implements SwapPart {
        final String name;
        final String place;
        String content = "run1";
        final List<String> replaced = new ArrayList<>(List.of("run1"));
        final List<String> kept = new ArrayList<>(List.of("run0"));

        @Nullable
        String shadow;

        @Nullable
        String intent;

        @Nullable
        String intentOfShadow;

        /** Files are brought in, or put back, one by one. */
        boolean half;

        private boolean locked;

        Part(String name, String place) {
            this.name = name;
            this.place = place;
        }

        boolean isFiles() {
            return place.equals("files");
        }

        @Override
        public String name() {
            return name;
        }

        /** Whoever locks a database removes its shadow. */
        @Override
        public void lock() {
            locked = true;
            shadow = null;
            intentOfShadow = null;
        }

        @Override
        public Optional<SwapIntent> intent() {
            String seen = intent == null && !locked ? intentOfShadow : intent;
            return seen == null ? Optional.empty() : SwapIntent.parse(seen);
        }

        @Override
        public void forgetIntent() {
            change(() -> intent = null);
        }

        @Override
        public List<String> undoable() {
            return replaced;
        }

        @Override
        public Exchange undoing(String run) {
            return new Change(this, run, false);
        }

        /** Takes back a commit of files that was cut off. */
        @Override
        public void close() {}

        @Override
        public void clean() {
            if (half) {
                change(() -> half = false);
            }
        }

        private void swapIn(String run) {
            kept.add(0, content);
            replaced.add(0, run);
            content = run;
            shadow = null;
            if (!isFiles()) {
                intent = intentOfShadow;
                intentOfShadow = null;
            }
        }

        /** Keeps what the newest run replaced. */
        private void prune() {
            replaced.subList(1, replaced.size()).clear();
            kept.subList(1, kept.size()).clear();
        }

        private void putBack(String run) {
            int at = replaced.indexOf(run);
            replaced.remove(at);
            content = kept.remove(at);
            if (!isFiles()) {
                intent = null;
            }
        }
    }

    private final class Change implements Exchange {
        private final Part part;
        private final String run;
        private final boolean in;

        Change(Part part, String run, boolean in) {
            this.part = part;
            this.run = run;
            this.in = in;
        }

        @Override
        public boolean joins(Exchange other) {
            return !part.isFiles() && other instanceof Change change && change.part.place.equals(part.place);
        }

        @Override
        public void intend(String text) {
            change(() -> {
                if (in && !part.isFiles()) {
                    part.intentOfShadow = text;
                } else {
                    part.intent = text;
                }
            });
        }

        @Override
        public void make(List<Exchange> others) {
            if (part.isFiles()) {
                change(() -> part.half = true);
            }
            change(() -> {
                apply();
                others.forEach(other -> ((Change) other).apply());
            });
        }

        private void apply() {
            part.half = false;
            if (in) {
                part.swapIn(run);
            } else {
                part.putBack(run);
            }
        }
    }
}
