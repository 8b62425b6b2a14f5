package io.penstock.files;

/** Why a file of the target will not stay as it is. */
public enum ChangeReason {
    NEW("new"),
    TYPE("type differs"),
    SIZE("size differs"),
    TIME("time differs"),
    LINK("link differs"),
    PERMISSIONS("permissions differ"),
    DELETED("deleted"),
    /** A fifo, socket or device of the source, which is never copied. */
    SKIPPED("special file, skipped");

    private final String label;

    ChangeReason(String label) {
        this.label = label;
    }

    /** As users read it. */
    public String label() {
        return label;
    }
}
