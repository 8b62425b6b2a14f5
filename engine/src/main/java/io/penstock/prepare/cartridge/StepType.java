package io.penstock.prepare.cartridge;

/** Whether a step makes what is not there, or brings what is there up to date. */
public enum StepType {
    DBINIT("dbinit"),
    DBMIGRATE("dbmigrate");

    private final String label;

    StepType(String label) {
        this.label = label;
    }

    /** As in the registry of steps. */
    public String label() {
        return label;
    }
}
