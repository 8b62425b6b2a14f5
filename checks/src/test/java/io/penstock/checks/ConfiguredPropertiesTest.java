package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.files.FileListener;
import io.penstock.files.FileSync;
import io.penstock.run.Progress;
import io.penstock.sync.ManyDeletions;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncPlan;
import io.penstock.sync.SyncRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Properties of a set are put into the shared files of the target together with what is synchronized. */
class ConfiguredPropertiesTest {

    private static final String SHOP = "system/config/domains/shop.properties";
    private static final String CLUSTER = "system/config/cluster/app.properties";

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws IOException {
        write("prd/sites/a.txt", "a");
        write("prd/" + SHOP, "# production\nhost = smtp.prd.real\nkeep=1\n");
        write("uat/" + CLUSTER, "pool=5\nmail.host=old.uat.test\n");
        write("config/all/" + SHOP, "host=smtp.uat.test\n");
        write("config/live/" + CLUSTER, "mail.host=smtp.uat.test\nmail.password=${env:MAIL}\nhome=${shop.home}\n");
        scenario = new Scenario(directory, "jdbc:h2:mem:a", "jdbc:h2:mem:b")
                .live("files: prd", "files: uat")
                .uat("configuration-set: {path: config}")
                .variable("MAIL", "secret-12");
        scenario.open().adoption().adopt("uat");
    }

    private Path write(String file, String content) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    private String uat(String file) throws IOException {
        return Files.readString(directory.resolve("uat").resolve(file));
    }

    private SyncPlan sync(boolean delete, List<String> directories) throws IOException {
        Penstock penstock = scenario.open();
        SyncRequest request = new SyncRequest(
                "prd", "uat", Set.of(), true, true, directories, delete, ManyDeletions.AGREED, true, false, "a test");
        try (PreparedSync prepared = penstock.plan(request, FileListener.NONE)) {
            penstock.sync(prepared, new Progress());
            return prepared.plan();
        }
    }

    @Test
    void setsKeysWhereverTheSynchronizationDoesNotReach() throws IOException {
        SyncPlan plan = sync(false, List.of("sites"));

        assertThat(uat(CLUSTER))
                .isEqualTo("pool=5\nmail.host=smtp.uat.test\nmail.password=secret-12\nhome=${shop.home}\n");
        assertThat(uat(SHOP)).isEqualTo("host=smtp.uat.test\n");
        assertThat(uat("sites/a.txt")).isEqualTo("a");
        assertThat(plan.clusters().get(0).files().properties())
                .extracting(each -> each.key() + ": " + each.before() + " -> " + each.after())
                .containsExactly(
                        "mail.host: old.uat.test -> smtp.uat.test",
                        "mail.password: null -> ***",
                        "home: null -> ${shop.home}",
                        "host: null -> smtp.uat.test");
    }

    @Test
    void setsKeysInWhatComesFromTheSource() throws IOException {
        sync(false, List.of("sites", "system/config/domains"));

        assertThat(uat(SHOP)).isEqualTo("# production\nhost = smtp.uat.test\nkeep=1\n");
    }

    @Test
    void aSecondSyncChangesNothingMoreAndDeletesNoFileOfTheSet() throws IOException {
        sync(false, List.of("system/config"));
        sync(true, List.of("system/config"));

        assertThat(uat(CLUSTER)).contains("mail.host=smtp.uat.test");
        assertThat(uat(SHOP)).contains("host = smtp.uat.test", "keep=1");
    }

    @Test
    void undoPutsBackWhatWasThere() throws IOException {
        sync(false, List.of("sites"));
        scenario.open().undo("uat", "a test");

        assertThat(uat(CLUSTER)).isEqualTo("pool=5\nmail.host=old.uat.test\n");
        assertThat(directory.resolve("uat").resolve(SHOP)).doesNotExist();
        assertThat(FileSync.undoable(directory.resolve("uat"))).isEmpty();
    }

    @Test
    void forbiddenContactsInSetPropertiesAreSeenAtTheGate() throws IOException {
        write("config/live/" + CLUSTER, "mail.host=smtp.prd.real\n");
        scenario.uat("forbidden-contacts: ['smtp\\.prd\\.real']");

        Refusal.of(() -> sync(false, List.of("sites")))
                .as(Outcome.REFUSED, "FORBIDDEN-CONTACT")
                .saying("the file " + CLUSTER + " (line 2) holds");
        assertThat(uat(CLUSTER)).isEqualTo("pool=5\nmail.host=old.uat.test\n");
    }

    @Test
    void refusesAFileThatIsReachedThroughALink() throws IOException {
        Path real = Files.createDirectories(directory.resolve("elsewhere"));
        write("elsewhere/app.properties", "mail.host=elsewhere\n");
        try (Stream<Path> files = Files.walk(directory.resolve("uat/system/config"))) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
        Files.createDirectories(directory.resolve("uat/system/config"));
        Files.createSymbolicLink(directory.resolve("uat/system/config/cluster"), real);

        Refusal.of(() -> sync(false, List.of("sites")))
                .as(Outcome.FAILED, "FILES-EDIT-IMPOSSIBLE")
                .saying(CLUSTER, "is reached through a symbolic link");
        assertThat(Files.readString(real.resolve("app.properties"))).isEqualTo("mail.host=elsewhere\n");
    }

    @Test
    void refusesPropertiesThatHaveNoPlaceInTheSharedFiles() throws IOException {
        write("config/live/app.properties", "a=1\n");

        Refusal.of(() -> sync(false, List.of("sites")))
                .as(Outcome.USAGE, "CONFIG-INVALID-VALUE")
                .saying("does not stand below system/config/");
    }
}
