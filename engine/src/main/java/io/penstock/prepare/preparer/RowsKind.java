package io.penstock.prepare.preparer;

import java.util.List;
import java.util.Locale;

/** What has preparers of its own; each is a declaration of rows that lies beside this class, and that a cartridge may replace. */
enum RowsKind {
    JOB,
    JOB_SCHEDULE,
    PREFERENCE_GROUP,
    PREFERENCE_DEFINITION,
    DOMAIN_PREFERENCE,
    ORGANIZATION,
    DOMAIN,
    SITE,
    USER,
    ROLE,
    PERMISSION,
    ROLE_PERMISSION,
    USER_ROLE,
    LOCALE,
    SERVICE_CONFIGURATION,
    SERVICE_PARAMETER,
    SERVICE_ASSIGNMENT,
    SERVICE_PERMISSION;

    /** The name of the declaration, such as {@code preference-group}. */
    String declaration() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As in the names of preparers, such as {@code PreferenceGroup}. */
    String singular() {
        StringBuilder words = new StringBuilder();
        for (String word : name().split("_", -1)) {
            words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }

    List<String> plurals() {
        return List.of(singular() + "s");
    }
}
