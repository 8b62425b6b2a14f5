package io.penstock.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * On which servers a test class runs. A class that is tagged, such as {@code @Tag("postgresql")}, says it itself. Of others it is seen in the
 * class files: the test, or a class of the module's tests that it uses, names what starts the server.
 */
final class ServersOfTests {

    private static final String TAG = "Lorg/junit/jupiter/api/Tag;";

    /** How a constant of a class begins that starts a server, and the tag of that server. */
    private static final Map<String, String> MARKS = Map.of(
            "io/zonky/test/db/postgres/embedded/", "postgresql",
            "jdbc:h2:", "h2",
            "com/microsoft/playwright/", "chromium");

    /** What a test can say of itself; that it starts a server of another version is not to be seen in its class file. */
    private static final Set<String> TAGS = Set.of("postgresql", "postgresql-14", "h2", "chromium");

    private final Path classes;
    private final Map<String, Set<String>> known = new HashMap<>();

    ServersOfTests(Path classes) {
        this.classes = classes;
    }

    /** @param type the name of a test class, with {@code $} before a nested one */
    Set<String> of(String type) throws IOException {
        Set<String> servers = known.get(type);
        if (servers == null) {
            servers = find(type.replace('.', '/'));
            known.put(type, servers);
        }
        return servers;
    }

    private Set<String> find(String type) throws IOException {
        Set<String> servers = new TreeSet<>();
        boolean speaksSql = false;
        Deque<String> waiting = new ArrayDeque<>(Set.of(type));
        Set<String> seen = new HashSet<>(waiting);
        while (!waiting.isEmpty()) {
            String next = waiting.remove();
            Path file = classes.resolve(next + ".class");
            if (Files.isRegularFile(file)) {
                ClassConstants constants = ClassConstants.read(file);
                Set<String> tags = new TreeSet<>(constants.texts());
                tags.retainAll(TAGS);
                if (!tags.isEmpty() && constants.texts().contains(TAG)) {
                    servers.addAll(tags);
                    speaksSql = true;
                } else {
                    speaksSql |= constants.classes().stream().anyMatch(name -> name.startsWith("java/sql/"));
                    addMarked(constants, servers);
                    constants.classes().stream().filter(seen::add).forEach(waiting::add);
                }
            }
        }
        // A URL alone may be an example of configuration.
        if (!speaksSql) {
            servers.remove("h2");
        }
        return servers;
    }

    private static void addMarked(ClassConstants constants, Set<String> servers) {
        MARKS.forEach((mark, server) -> {
            if (constants.texts().stream().anyMatch(text -> text.startsWith(mark))) {
                servers.add(server);
            }
        });
    }
}
