package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import io.penstock.database.h2.H2Dialect;
import io.penstock.examples.DemoLandscape;
import io.penstock.files.FileListener;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.LandscapeFile;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import io.penstock.run.Workers;
import io.penstock.sync.EnvironmentSync;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.Proof;
import io.penstock.sync.SyncPlanner;
import io.penstock.sync.SyncRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("h2")
class StagedFilesTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void doNotStayWhenTheDatabasesAreNotCopiedToTheirEnd() throws Exception {
        Path demo = directory.resolve("demo");
        DemoLandscape.create(demo, 0.02, what -> {});
        Landscape landscape =
                LandscapeFile.read(demo.resolve("penstock.yaml"), Map.of()).landscape();
        Path stage = demo.resolve("uat/edit/files/.penstock/stage");
        Workers cancelled = (works, progress) -> {
            assertThat(files(stage)).isNotEmpty();
            progress.cancellation().request("by a test");
            progress.cancellation().check();
        };
        EnvironmentSync sync = new EnvironmentSync(
                landscape, new Journal(landscape.storeDirectory()), cancelled, Proof.ROWS_AND_LEAKS);
        try (PreparedSync prepared = new SyncPlanner(landscape, List.of(new H2Dialect()))
                .plan(SyncRequest.of("prd", "uat", true, "a test"), (cluster, all) -> FileListener.NONE)) {
            assertThatThrownBy(() -> sync.run(prepared, new Progress())).isInstanceOf(PenstockException.class);
        }
        assertThat(files(stage)).isEmpty();
    }

    private static List<Path> files(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
