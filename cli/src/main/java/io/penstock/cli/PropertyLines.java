package io.penstock.cli;

import io.penstock.sync.SyncPlan.PropertyPlan;
import java.util.List;

/** Properties that a configuration set changes, for people. */
final class PropertyLines {

    private PropertyLines() {}

    static List<String> of(List<PropertyPlan> properties) {
        return properties.stream()
                .map(each -> each.file() + " " + each.key() + ": "
                        + (each.before() == null ? "" : each.before() + " -> ") + each.after())
                .map(Layout::plain)
                .toList();
    }
}
