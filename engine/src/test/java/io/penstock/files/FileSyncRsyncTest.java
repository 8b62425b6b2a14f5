package io.penstock.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** rsync itself says what equal trees are. */
class FileSyncRsyncTest {

    private static final int TREES = 60;

    @TempDir
    Path temporary;

    @BeforeAll
    static void needsRsync() {
        assumeTrue(Trees.run("rsync", "--version") == 0, "skipped: rsync is not installed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void makesTheTargetWhatRsyncMakesItAndUndoesThat(boolean delete) throws IOException {
        for (int seed = 0; seed < TREES; seed++) {
            compare(seed, delete, List.of(), List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void excludesAndProtectsWhatRsyncDoes(boolean delete) throws IOException {
        for (int seed = 1000; seed < 1000 + TREES; seed++) {
            compare(seed, delete, List.of("**/n3/**", "**/*.jpg"), List.of("--exclude=n3/", "--exclude=*.jpg"));
        }
    }

    private void compare(long seed, boolean delete, List<String> exclude, List<String> rsyncExclude)
            throws IOException {
        Path at = Trees.directory(temporary.resolve("t" + seed + delete));
        Path source = Trees.directory(at.resolve("source"));
        Path target = Trees.directory(at.resolve("target"));
        Path expected = at.resolve("expected");
        // Without a file, the source would be refused as empty.
        Files.writeString(Trees.directory(source.resolve("sites")).resolve("always"), "");
        new Trees(seed).fill(source.resolve("sites"), 3);
        new Trees(seed + 77_777).fill(Trees.directory(target.resolve("sites")), 3);
        assertThat(Trees.run("cp", "-a", target.toString(), expected.toString()))
                .isZero();
        Map<String, String> before = Trees.tell(target.resolve("sites"));
        int code = rsync(source, expected, delete, rsyncExclude);
        FileSyncOptions options = FileSyncs.options(source, target, delete, exclude, "run" + seed);
        if (code != 0 || coversProtected(options)) {
            assertThatThrownBy(() -> FileSyncs.sync(options))
                    .isInstanceOfSatisfying(
                            PenstockException.class,
                            e -> assertThat(e.problems())
                                    .allMatch(problem -> problem.code() == FilesProblem.FILES_DIRECTORY_IN_THE_WAY));
            assertThat(Trees.tell(target.resolve("sites"))).isEqualTo(before);
            return;
        }
        FilePlan plan = FileSyncs.sync(options);
        Map<String, String> after = Trees.tell(target.resolve("sites"));
        Map<String, String> wanted = Trees.tell(expected.resolve("sites"));
        wanted.replaceAll((path, state) -> sameButForTime(state, after.getOrDefault(path, "")));
        assertThat(differences(after, wanted)).as("seed %d", seed).isEmpty();
        FileSync second = new FileSync(FileSyncs.options(source, target, delete, exclude, "again" + seed));
        assertThat(second.plan().counts().nothingToDo())
                .as("a second run of seed %d: %s", seed, second.plan())
                .isTrue();
        if (!plan.counts().nothingToDo()) {
            FileSync.undo(target, "run" + seed);
        }
        assertThat(Trees.tell(target.resolve("sites")))
                .as("undo of seed %d", seed)
                .isEqualTo(before);
        assertThat(Trees.isEmptyOf(target.resolve(".penstock/stage"))).isTrue();
        assertThat(Trees.isEmptyOf(target.resolve(".penstock/undo"))).isTrue();
        assertThat(Files.exists(source.resolve(".penstock"))).isFalse();
    }

    /** Where a file would replace an excluded directory with content, rsync takes the directory away; we refuse. */
    private static boolean coversProtected(FileSyncOptions options) {
        return !options.scope().exclude().isEmpty()
                && new FileSync(options)
                        .plan().problems().stream()
                                .anyMatch(problem -> problem.code() == FilesProblem.FILES_DIRECTORY_IN_THE_WAY
                                        && problem.what().contains("n3 "));
    }

    /** A directory that stays for what is protected in it gets the time of the deletion from rsync, and keeps its own with us. */
    private static String sameButForTime(String wanted, String found) {
        boolean touchedByDeletion = wanted.startsWith("directory") && !wanted.contains(" 2023-");
        return touchedByDeletion && untimed(wanted).equals(untimed(found)) ? found : wanted;
    }

    private static String untimed(String state) {
        return state.replaceFirst(" \\d{4}-\\S+", "");
    }

    private static Map<String, String> differences(Map<String, String> found, Map<String, String> wanted) {
        Map<String, String> differences = new TreeMap<>();
        Set<String> paths = new TreeSet<>(found.keySet());
        paths.addAll(wanted.keySet());
        for (String path : paths) {
            String is = found.getOrDefault(path, "nothing");
            String should = wanted.getOrDefault(path, "nothing");
            if (!is.equals(should)) {
                differences.put(path, is + " instead of " + should);
            }
        }
        return differences;
    }

    private static int rsync(Path source, Path target, boolean delete, List<String> exclude) {
        ArrayList<String> command = new ArrayList<>(List.of("rsync", "-a"));
        if (delete) {
            command.add("--delete");
        }
        command.addAll(exclude);
        command.add(source.resolve("sites") + "/");
        command.add(target.resolve("sites") + "/");
        return Trees.run(command.toArray(String[]::new));
    }
}
