package io.penstock.landscape;

import java.util.Locale;

/** The staging system type of a cluster. */
public enum ClusterType {
    EDIT,
    LIVE;

    /** As users write it: {@code edit} or {@code live}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
