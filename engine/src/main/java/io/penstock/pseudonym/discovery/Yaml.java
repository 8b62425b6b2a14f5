package io.penstock.pseudonym.discovery;

/** Writes names as YAML, quoted where a plain one would be read as something else. */
final class Yaml {

    private Yaml() {}

    /** A key or an element. */
    static String key(String name) {
        boolean plain =
                name.matches("[A-Za-z_$][A-Za-z0-9_$.-]*") && !name.matches("(?i)true|false|null|yes|no|on|off|y|n");
        return plain
                ? name
                : '"'
                        + name.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\t", "\\t")
                        + '"';
    }
}
