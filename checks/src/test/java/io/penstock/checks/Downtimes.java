package io.penstock.checks;

import java.util.ArrayList;
import java.util.List;

/** What hooks said that they did, in their order, and what they left undone. */
final class Downtimes {

    private final List<String> heard = new ArrayList<>();

    void heard(List<String> told) {
        heard.addAll(told);
    }

    /** The hooks that would bring back what is stopped or silenced now. A hook that was begun may have done its work, one that was not ended may not. */
    List<String> left() {
        List<String> left = new ArrayList<>();
        if (heard.lastIndexOf("begin stop-application") > heard.lastIndexOf("start-application")) {
            left.add("start-application");
        }
        if (heard.lastIndexOf("begin silence-monitoring") > heard.lastIndexOf("resume-monitoring")) {
            left.add("resume-monitoring");
        }
        return left;
    }

    @Override
    public String toString() {
        return heard.toString();
    }
}
