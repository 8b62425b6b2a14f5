package io.penstock.prepare.validation;

import io.penstock.landscape.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes what is found; the same twice counts once. For one thread. */
final class Findings {

    private final Set<Finding> all = new LinkedHashSet<>();

    void add(Fault fault, Place place, String what, String remedy) {
        all.add(new Finding(fault, place.file(), place.line(), what, remedy));
    }

    void add(Fault fault, Path file, int line, String what, String remedy) {
        all.add(new Finding(fault, file.toString(), line, what, remedy));
    }

    /** By file and line. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(Finding::file).thenComparingInt(Finding::line));
        return sorted;
    }
}
