package io.penstock.prepare.cartridge;

/** The three rounds over all cartridges; see the reference of DBInit and DBMigrate, "General Processing". */
public enum Phase {
    PRE("pre.", "pre-processing"),
    MAIN("", "main-processing"),
    POST("post.", "post-processing");

    private final String prefix;
    private final String title;

    Phase(String prefix, String title) {
        this.prefix = prefix;
        this.title = title;
    }

    /** What stands before {@code Class} in a key: {@code pre.}, nothing, or {@code post.}. */
    public String prefix() {
        return prefix;
    }

    /** As in the headings of a log. */
    public String title() {
        return title;
    }
}
