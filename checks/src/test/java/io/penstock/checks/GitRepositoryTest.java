package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.git.GitCommit;
import io.penstock.git.GitFile;
import io.penstock.git.GitRepositories;
import io.penstock.landscape.ConfigurationSetSource;
import io.penstock.landscape.GitSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reference names is read, and nothing else; a repository is written by others. */
class GitRepositoryTest {

    @TempDir
    Path directory;

    private Commits commits;

    @BeforeEach
    void makeARepository() throws IOException {
        commits = new Commits(directory.resolve("config.git"));
        commits.file("config/all/a.yaml", "first").file("other/b.txt", "b");
    }

    @AfterEach
    void close() {
        commits.close();
    }

    private GitSource source(String declared) throws IOException {
        Scenario scenario = new Scenario(directory, "jdbc:h2:mem:a", "jdbc:h2:mem:b")
                .uat("configuration-set: {" + declared + "}")
                .variable("GIT_TOKEN", "token-4711");
        ConfigurationSetSource set =
                scenario.open().landscape().environment("uat").orElseThrow().configurationSet();
        return ((ConfigurationSetSource.Git) set.origin()).source();
    }

    private GitCommit at(String declared) throws IOException {
        return new GitRepositories(directory.resolve("store")).at(source(declared));
    }

    private static List<String> contents(GitCommit commit, String path) {
        return commit.files(path).stream()
                .map(file -> file.path() + "=" + new String(file.content()))
                .toList();
    }

    @Test
    void readsWhatTheReferenceNamedWhenItWasAsked() throws Exception {
        String first = commits.commit("main");
        GitCommit commit = at("git: config.git, ref: main, path: config");
        String second = commits.file("config/all/a.yaml", "second").commit("main");

        assertThat(commit.id()).isEqualTo(first);
        assertThat(contents(commit, "config")).containsExactly("all/a.yaml=first");
        GitCommit later = at("git: config.git, ref: main");
        assertThat(later.id()).isEqualTo(second);
        assertThat(contents(later, "config")).containsExactly("all/a.yaml=second");
        assertThat(contents(commit, "config")).containsExactly("all/a.yaml=first");
    }

    @Test
    void takesBranchesTagsAndCommits() throws Exception {
        String first = commits.commit("main");
        commits.commit("refs/tags/v1");
        String second = commits.file("config/all/a.yaml", "second").commit("main");

        String url = "git: '" + directory.resolve("config.git").toUri() + "', ref: ";
        assertThat(at(url + "v1").id()).isNotEqualTo(second);
        assertThat(at(url + "refs/heads/main").id()).isEqualTo(second);
        assertThat(at(url + "'" + first + "'").id()).isEqualTo(first);
        assertThat(contents(at(url + "'" + first + "'"), "config")).containsExactly("all/a.yaml=first");
    }

    @Test
    void tellsAnUnknownReferenceAndAMissingRepository() throws Exception {
        commits.commit("main");

        Refusal.of(() -> at("git: config.git, ref: mian"))
                .as(Outcome.USAGE, "GIT-REF-UNKNOWN")
                .saying("has no branch, tag or commit mian");
        Refusal.of(() -> at("git: config.git, ref: '" + "3".repeat(40) + "'")).as(Outcome.USAGE, "GIT-REF-UNKNOWN");
        Refusal.of(() -> at("git: nowhere.git, ref: main"))
                .as(Outcome.FAILED, "GIT-UNREACHABLE")
                .saying("there is no repository");
        Refusal.of(() -> at("git: 'http://localhost:1/x.git', ref: main"))
                .as(Outcome.FAILED, "GIT-UNREACHABLE")
                .saying("http://localhost:1/x.git cannot be read: ConnectException");
    }

    @Test
    void signsInWithATokenAndTellsIfItIsNotLetIn() throws Exception {
        String id = commits.commit("main");
        try (GitServer server = new GitServer(commits.repository(), "penstock", "token-4711")) {
            String url = "git: '" + server.url() + "', ref: main";
            assertThat(at(url + ", token: '${env:GIT_TOKEN}'").id()).isEqualTo(id);
            Refusal.of(() -> at(url)).as(Outcome.FAILED, "GIT-UNREACHABLE").saying("it wants a token");
            Refusal.of(() -> at(url + ", token: '${env:GIT_TOKEN}', user: somebody"))
                    .as(Outcome.FAILED, "GIT-UNREACHABLE")
                    .saying("it does not let in who has this token")
                    .withoutValues(directory, "token-4711");
        }
    }

    @Test
    void doesNotFollowToAnotherAddress() throws Exception {
        commits.commit("main");
        try (GitServer server = new GitServer(commits.repository(), "penstock", "token-4711")) {
            String moved = server.url().replace("/config", "/moved");
            Refusal.of(() -> at("git: '" + moved + "', ref: main, token: '${env:GIT_TOKEN}'"))
                    .as(Outcome.FAILED, "GIT-UNREACHABLE")
                    .saying("another address");
            assertThat(server.asked()).allMatch(address -> address.startsWith("/moved"));
        }
    }

    @Test
    void refusesWhatIsNoPlainFile() throws Exception {
        commits.link("config/all/out", "/etc/passwd").commit("main");
        refused("config/all/out is a symbolic link");

        commits.submodule("config/all/out").commit("main");
        refused("config/all/out is a submodule");

        commits.content("config/all/out", new byte[17 << 20]).commit("main");
        refused("config/all/out is larger than 16 MB");
    }

    @Test
    void refusesNamesThatLeadOut() throws Exception {
        for (String name : List.of("..", ".", ".git", ".GIT", "a\\b", "a:b")) {
            commits.file("config/all/" + name + "/x", "escaped").commit("main");
            Refusal.of(() -> at("git: config.git, ref: main").files("config"))
                    .as(Outcome.REFUSED, "GIT-CONTENT-REFUSED");
            commits = fresh();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("x");
        }
    }

    private Commits fresh() throws IOException {
        commits.close();
        Path next = directory.resolve("config.git");
        Files.move(next, Files.createTempDirectory(directory, "old").resolve("git"));
        return new Commits(next).file("config/all/a.yaml", "first");
    }

    private void refused(String why) throws IOException {
        GitCommit commit = at("git: config.git, ref: main");
        Refusal.of(() -> commit.files("config"))
                .as(Outcome.REFUSED, "GIT-CONTENT-REFUSED")
                .saying(why);
        assertThat(commit.files("other")).extracting(GitFile::path).containsExactly("b.txt");
    }
}
