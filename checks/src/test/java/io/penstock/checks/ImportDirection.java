package io.penstock.checks;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Optional;

/** Each package knows only what stands above it; packages of one line know nothing of each other (design, section 3). */
final class ImportDirection extends ArchCondition<JavaClass> {

    private static final String ROOT_TYPES = "";
    private static final String COMPOSITION_ROOT = "Penstock";

    /** A process of its own, which is composed as the engine is. */
    private static final String PROCESS = "PreparerProcess";

    private static final List<List<String>> LINES = List.of(
            List.of(ROOT_TYPES),
            List.of("landscape"),
            List.of("database", "git"),
            List.of("run"),
            List.of("pseudonym", "files", "backup", "configset", "prepare", "content", "message", "lifecycle"),
            List.of("sync", "release"),
            List.of("inplace", "schedule"),
            List.of(COMPOSITION_ROOT),
            List.of("examples"),
            List.of("cli", "server"));

    private final String base;

    ImportDirection(String base) {
        super("import only what stands above them");
        this.base = base;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String from = place(type);
        Optional<Integer> line = line(from);
        if (line.isEmpty()) {
            events.add(SimpleConditionEvent.violated(
                    type, type.getName() + " is in a package that has no place in the direction of imports"));
            return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (isOurs(target) && !place(target).equals(from)) {
                boolean above =
                        line(place(target)).filter(other -> other < line.get()).isPresent();
                if (!above) {
                    events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                }
            }
        }
    }

    private boolean isOurs(JavaClass type) {
        return type.getName().startsWith(base + ".");
    }

    private String place(JavaClass type) {
        String name = type.getName().substring(base.length() + 1);
        boolean inRoot = type.getPackageName().equals(base);
        if (inRoot) {
            boolean composes =
                    name.equals(COMPOSITION_ROOT) || name.startsWith(COMPOSITION_ROOT + "$") || name.equals(PROCESS);
            return composes ? COMPOSITION_ROOT : ROOT_TYPES;
        }
        return name.substring(0, name.indexOf('.'));
    }

    private static Optional<Integer> line(String place) {
        for (int i = 0; i < LINES.size(); i++) {
            if (LINES.get(i).contains(place)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
