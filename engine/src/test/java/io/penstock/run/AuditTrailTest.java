package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {

    @TempDir
    private Path store = Path.of("");

    @Test
    void linesAreOnlyAddedAndEachBearsTheHashOfTheOneBefore() throws Exception {
        AuditTrail trail = new AuditTrail(store.resolve("new"));
        assertThat(trail.read()).isEmpty();
        trail.record("look", "one@here", Map.of("rows", "3"));
        String first = Files.readString(store.resolve("new/audit.log"));
        trail.record("look", "two@here", Map.of());

        assertThat(Files.readString(store.resolve("new/audit.log"))).startsWith(first);
        assertThat(trail.read()).extracting(AuditTrail.Entry::by).containsExactly("one@here", "two@here");
        assertThat(trail.read().get(0).after()).isEmpty();
        assertThat(trail.read().get(1).after()).hasSize(64);
    }

    @Test
    void severalAtOnceLeaveOneChain() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String by = "person " + i;
                all.add(threads.submit(() -> new AuditTrail(store).record("look", by, Map.of())));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(new AuditTrail(store).read())
                .hasSize(20)
                .extracting(AuditTrail.Entry::after)
                .doesNotHaveDuplicates();
    }

    @Test
    void aLineThatWasCutOffStaysAndSpoilsNoOther() throws Exception {
        AuditTrail trail = new AuditTrail(store);
        trail.record("look", "one@here", Map.of());
        Files.writeString(store.resolve("audit.log"), "{\"at\":\"20", StandardOpenOption.APPEND);

        trail.record("look", "two@here", Map.of());

        assertThat(trail.read()).extracting(AuditTrail.Entry::by).containsExactly("one@here", "two@here");
        assertThat(Files.readAllLines(store.resolve("audit.log"))).hasSize(3);
    }

    @Test
    void aLineThatWasChangedOrTakenOutShows() throws Exception {
        AuditTrail trail = new AuditTrail(store);
        for (int i = 1; i <= 4; i++) {
            trail.record("look", "person " + i, Map.of());
        }
        assertThat(trail.breaks()).isEmpty();
        Path file = store.resolve("audit.log");
        String whole = Files.readString(file);

        Files.writeString(file, whole.replace("person 2", "nobody"));
        assertThat(trail.breaks()).singleElement().asString().contains("line 3 does not follow on line 2");

        List<String> lines = new ArrayList<>(whole.lines().toList());
        lines.remove(0);
        Files.write(file, lines);
        assertThat(trail.breaks()).singleElement().asString().contains("line 1");

        Files.writeString(file, whole.substring(0, whole.length() - 20));
        assertThat(trail.breaks()).singleElement().asString().contains("line 4 is no record");
    }
}
