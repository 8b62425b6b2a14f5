package io.penstock.landscape;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandscapeFileTest {

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY=";

    @TempDir
    Path temporary;

    private LandscapeText text;

    @BeforeEach
    void inTheTemporaryDirectory() throws IOException {
        text = new LandscapeText(temporary.toRealPath());
    }

    @Test
    void readsTheSmallestFileWithItsDefaults() {
        Landscape landscape = text.read().landscape();

        assertThat(landscape.name()).isEqualTo("acme");
        assertThat(landscape.storeDirectory()).isEqualTo(text.directory().resolve(".penstock"));
        assertThat(landscape.environments()).extracting(Environment::name).containsExactly("prd", "uat");
        assertThat(landscape.environments()).extracting(Environment::undo).containsExactly(1, 1);
        assertThat(landscape.environments()).extracting(Environment::throttle).containsOnly(Throttle.NONE);
        assertThat(landscape.files()).isEqualTo(FileScope.DEFAULT);
        assertThat(landscape.personalData()).isEqualTo(text.directory().resolve("personal-data.yaml"));
        assertThat(landscape.pseudonymKey()).isNull();
        assertThat(landscape.parallel()).isBetween(1, 64);
    }

    @Test
    void needsNoPersonalDataMapWithoutDatabases() {
        assertThat(text.withPrd("{edit: {files: a}}")
                        .withUat("{edit: {files: b}}")
                        .read()
                        .landscape()
                        .personalData())
                .isNull();
    }

    @Test
    void readsEveryKey() {
        LandscapeFile file = text.content("""
                landscape: acme
                store: embedded
                store-directory: var/store
                environments:
                  - name: PRD
                    role: production
                    clusters:
                      edit:
                        database: {url: "jdbc:postgresql://db1/edit", user: penstock, password: "${env:PRD_DB}"}
                        files: /mnt/prd/edit
                      live:
                        database: {url: "jdbc:postgresql://db1/live", read-from: "jdbc:postgresql://db2/live"}
                    throttle: {connections: 4, megabytes-per-second: 100}
                  - name: uat
                    role: test
                    clusters: {live: {files: mnt/../uat}}
                    roles: {prd_app: uat_app}
                    preserve: ["preference where name like 'smtp.%'", job_configuration, 'a."B c" WHERE x']
                    undo: 0
                files: {directories: [sites/, ./system/config/domains], exclude: ["**/.cache/**"]}
                personal-data: map/personal.yaml
                pseudonym-key: "${env:KEY}"
                parallel: 2
                """)
                .variable("PRD_DB", "s3cret")
                .variable("KEY", KEY)
                .read();

        Landscape landscape = file.landscape();
        assertThat(file.warnings()).isEmpty();
        assertThat(file.unresolved()).isEmpty();
        assertThat(landscape.storeDirectory()).isEqualTo(text.directory().resolve("var/store"));
        assertThat(landscape.files())
                .isEqualTo(new FileScope(List.of("sites", "system/config/domains"), List.of("**/.cache/**")));
        assertThat(landscape.personalData()).isEqualTo(text.directory().resolve("map/personal.yaml"));
        assertThat(requireNonNull(landscape.pseudonymKey()).reveal()).isEqualTo(KEY);
        assertThat(landscape.parallel()).isEqualTo(2);

        Environment prd = landscape.environments().get(0);
        assertThat(prd.role()).isEqualTo(Environment.Role.PRODUCTION);
        assertThat(prd.throttle()).isEqualTo(new Throttle(4, 100));
        assertThat(prd.clusters()).containsOnlyKeys(ClusterType.EDIT, ClusterType.LIVE);
        Cluster edit = requireNonNull(prd.clusters().get(ClusterType.EDIT));
        assertThat(edit.files()).isEqualTo(Path.of("/mnt/prd/edit"));
        DatabaseAddress database = requireNonNull(edit.database());
        assertThat(database.url()).isEqualTo("jdbc:postgresql://db1/edit");
        assertThat(database.user()).isEqualTo("penstock");
        assertThat(database.readFrom()).isNull();
        assertThat(requireNonNull(database.password()).reveal()).isEqualTo("s3cret");
        DatabaseAddress live = requireNonNull(
                requireNonNull(prd.clusters().get(ClusterType.LIVE)).database());
        assertThat(live.readFrom()).isEqualTo("jdbc:postgresql://db2/live");
        assertThat(live.password()).isNull();

        Environment uat = landscape.environments().get(1);
        assertThat(requireNonNull(uat.clusters().get(ClusterType.LIVE)).files())
                .isEqualTo(text.directory().resolve("uat"));
        assertThat(uat.roles()).isEqualTo(Map.of("prd_app", "uat_app"));
        assertThat(uat.undo()).isZero();
        assertThat(uat.preserve())
                .extracting(PreservedRowsRule::table, PreservedRowsRule::where)
                .containsExactly(
                        tuple("preference", "name like 'smtp.%'"),
                        tuple("job_configuration", null),
                        tuple("a.\"B c\"", "x"));
        assertThat(uat.preserve())
                .allSatisfy(
                        rule -> assertThat(requireNonNull(rule.place()).line()).isPositive());
    }

    @Test
    void reportsAllProblemsOfAFileAtOnceInTheOrderOfItsLines() {
        List<Problem> problems = text.content("""
                landscape: 7up
                enviroments: []
                environments:
                  - name: prd
                    role: produktion
                    clusters: {edti: {}}
                  - role: test
                    clusters: {edit: {}}
                parallel: 65
                """).problems();

        assertThat(problems)
                .extracting(text::shown)
                .containsExactly(
                        "CONFIG-INVALID-VALUE 1: 'landscape' must begin with a letter and have at most 31 letters (a to z), digits, '-' and '_'.",
                        "CONFIG-UNKNOWN-KEY 2: unknown key 'enviroments'; did you mean 'environments'?",
                        "CONFIG-INVALID-VALUE 5: 'role' cannot be 'produktion'; did you mean 'production'?",
                        "CONFIG-UNKNOWN-KEY 6: unknown key 'edti'; did you mean 'edit'?",
                        "CONFIG-MISSING-KEY 7: the key 'name' is missing here.",
                        "CONFIG-MISSING-KEY 8: the cluster 'edit' has neither 'database' nor 'files'.",
                        "CONFIG-INVALID-VALUE 9: 'parallel' must be a whole number from 1 to 64, but is 65.");
        assertThat(problems).extracting(problem -> problem.code().outcome()).containsOnly(Outcome.USAGE);
    }

    @Test
    void refusesARepositoryThatCannotBeRead() {
        text.withUatLine("configuration-set: {git: x, path: y}").fails("CONFIG-MISSING-KEY", "'ref'");
        text.withUatLine("configuration-set: {git: 'git@host:x', ref: y}")
                .fails("CONFIG-INVALID-VALUE", "repositories are not read over ssh");
        text.withUatLine("configuration-set: {git: 'https://u:p@host/x', ref: y}")
                .fails("CONFIG-PASSWORD-IN-URL", "'git' names who signs in.");
        text.withUatLine("configuration-set: {git: x, ref: y, path: a/../../b}")
                .fails("CONFIG-INVALID-VALUE", "'path' must lead into the repository");
        text.withUatLine("configuration-set: {git: x, ref: 'y..z'}")
                .fails("CONFIG-INVALID-VALUE", "'ref' cannot be a name in git.");
        text.withUatLine("configuration-set: {path: x, ref: y}").fails("CONFIG-CONFLICT", "'ref' goes with 'git'");
    }

    @Test
    void refusesKeysOfLaterVersionsInsteadOfIgnoringThem() {
        for (String key : List.of("content: x", "content: {}", "access: {}")) {
            text.withLine(key).fails("CONFIG-NOT-SUPPORTED", "the key '" + key.split(":")[0] + "' is not supported");
        }
        text.withUatLine("prepare: true").fails("CONFIG-CONFLICT", "'prepare' needs cartridges");
        text.withLine("store: {url: 'jdbc:mariadb://x/y'}").fails("CONFIG-NOT-SUPPORTED", "PostgreSQL");
        text.withLine("store: {url: 'jdbc:postgresql://x/y', usr: z}")
                .fails("CONFIG-UNKNOWN-KEY", "did you mean 'user'?");
        text.withLine("store: {user: x}").fails("CONFIG-MISSING-KEY", "url");
        text.withLine("backups: {folder: x}").fails("CONFIG-MISSING-KEY", "key");
        text.withLine("backups: {key: '${env:NOBODY_SET_THIS}', keeep: {last: 1}}")
                .fails("CONFIG-UNKNOWN-KEY", "did you mean 'keep'?");
        text.withLine("backups: {key: c2hvcnQ=}")
                .fails("PSEUDONYM-KEY-WEAK", "the backup key has 5 bytes; at least 32 are needed");
        text.withUatLine("forbidden-contacts: ['a', 'b(']")
                .fails("CONFIG-INVALID-VALUE", "this forbidden contact is no regular expression: Unclosed group");
        text.withUatLine("forbidden-contacts: ['a*']").fails("CONFIG-INVALID-VALUE", "is found in any text");
        text.withLine("store: embeded").fails("CONFIG-INVALID-VALUE", "did you mean 'embedded'?");
    }

    @Test
    void whatStopsNeedsWhatStarts() {
        String stop = "stop-application: {command: [a]}";
        text.withUatLine("lifecycle: {" + stop + "}")
                .fails("CONFIG-MISSING-KEY", "'start-application', which undoes it");
        text.withUatLine("lifecycle: {silence-monitoring: {command: [a]}}")
                .fails("CONFIG-MISSING-KEY", "'resume-monitoring', which undoes it");
        text.withUatLine("lifecycle: {silence-monitoring: {alertmanager: {url: 'http://a', matchers: {}}}}")
                .fails("CONFIG-INVALID-VALUE", "would silence everything");
        text.withUatLine("lifecycle: {healthy: {}}").fails("CONFIG-MISSING-KEY", "exactly one of: command, http");
        text.withUatLine("lifecycle: {healthy: {command: [a], http: {get: 'http://a'}}}")
                .fails("CONFIG-CONFLICT", "exactly one of");
        text.withUatLine("lifecycle: {healthy: {http: {get: 'ftp://hunter2'}}}")
                .fails("CONFIG-INVALID-VALUE", "is not the URL of a web server");
        text.withUatLine("lifecycle: {healthy: {http: {get: 'http://a'}, within: soon}}")
                .fails("CONFIG-INVALID-VALUE", "'within' is not a time");
        text.withUatLine("lifecycle: {healthy: {command: [a], timeout: 0s}}")
                .fails("CONFIG-INVALID-VALUE", "'timeout' is not a time");
        text.withUatLine("lifecycle: {stop-aplication: {command: [a]}}")
                .fails("CONFIG-UNKNOWN-KEY", "did you mean 'stop-application'");
    }

    @Test
    void readsTheHooksOfAnEnvironment() {
        Lifecycle lifecycle = text.withUatLine(
                        "lifecycle: {" + "silence-monitoring: {alertmanager: {url: 'http://a', matchers: {env: uat}}},"
                                + " stop-application: {command: [stop, it], timeout: 90s}, start-application: {http: {post: 'http://b', expect: 202}},"
                                + " healthy: {http: {get: 'http://c'}, within: 2h}}")
                .read()
                .landscape()
                .environments()
                .get(1)
                .lifecycle();

        assertThat(lifecycle.stop())
                .isEqualTo(new Hook.Command(List.of("stop", "it"), text.directory(), Duration.ofSeconds(90)));
        assertThat(lifecycle.within()).isEqualTo(Duration.ofHours(2));
        assertThat(lifecycle.start())
                .isInstanceOfSatisfying(
                        Hook.Http.class, http -> assertThat(http.expect()).isEqualTo(202));
        assertThat(lifecycle.silence())
                .isInstanceOfSatisfying(
                        Hook.Alertmanager.class,
                        silence -> assertThat(silence.matchers()).containsEntry("env", "uat"));
        assertThat(lifecycle.searchIndex()).isNull();
    }

    @Test
    void refusesNamesThatCannotBeUsedInCommandsOrTwice() {
        text.withUatName("sync").fails("CONFIG-CONFLICT", "cannot be called 'sync'");
        text.withUatName("Verify").fails("CONFIG-CONFLICT", "cannot be called 'Verify'");
        text.withUatName("PRD").fails("CONFIG-CONFLICT", "the environment 'PRD' stands already in line 3");
        for (String name : List.of("1st", "a b", "a/b", "ü", "-x", "x".repeat(32), "a.b", "'x;y'")) {
            text.withUatName(name).fails("CONFIG-INVALID-VALUE", "'name' must begin with a letter");
        }
        text.withUatName("5").fails("CONFIG-WRONG-TYPE", "Write it in quotes");
        assertThat(text.withUatName("x".repeat(31)).read().landscape().environments())
                .hasSize(2);
    }

    @Test
    void refusesALandscapeWithoutEnvironmentsOrClusters() {
        text.content("landscape: acme\n").fails("CONFIG-MISSING-KEY", "'environments' is missing");
        text.content("landscape: acme\nenvironments: []\n").fails("CONFIG-INVALID-VALUE", "'environments' is empty");
        text.content("landscape: acme\nenvironments: [prd]\n").fails("CONFIG-WRONG-TYPE", "must be keys with values");
        text.content("environments: [{name: a, role: test, clusters: {edit: {files: a}}}]\n")
                .fails("CONFIG-MISSING-KEY", "'landscape' is missing");
        text.withUat("{}").fails("CONFIG-INVALID-VALUE", "'clusters' is empty");
        text.withUat("{edit: {database: {user: x}}}").fails("CONFIG-MISSING-KEY", "'url' is missing");
        text.withUat("{edit: {database: {read-from: 'jdbc:postgresql://x/y'}}}").fails("CONFIG-MISSING-KEY", "'url'");
    }

    @Test
    void refusesProductionBelowATestEnvironment() {
        text.content("""
                landscape: acme
                environments:
                  - {name: uat, role: test, clusters: {edit: {files: a}}}
                  - {name: prd, role: production, clusters: {edit: {files: b}}}
                """).fails("CONFIG-ORDER", "'prd' stands below the test environment 'uat'");
    }

    @Test
    void refusesUrlsThatAreNoneOrHoldAPasswordAndNeverRepeatsThem() {
        for (String url : List.of(
                "jdbc:postgresql://h/d?user=x&password=hunter2",
                "jdbc:postgresql://h/d?PASSWORD = hunter2",
                "jdbc:postgresql://h/d?sslpassword=hunter2",
                "jdbc:sqlserver://h;pwd=hunter2",
                "jdbc:postgresql://x:hunter2@h/d")) {
            text.withUat("{edit: {database: {url: '" + url + "'}}}")
                    .fails("CONFIG-PASSWORD-IN-URL", "holds a password");
            text.withUat("{edit: {database: {url: 'jdbc:h2:mem:a', read-from: '" + url + "'}}}")
                    .fails("CONFIG-PASSWORD-IN-URL", "'read-from' holds a password");
        }
        for (String url : List.of("postgresql://hunter2/d", "jdbc:", "jdbc:hunter2", "http://hunter2")) {
            text.withUat("{edit: {database: {url: '" + url + "'}}}").fails("CONFIG-INVALID-VALUE", "not a JDBC URL");
        }
        text.withUat("{edit: {database: {url: '${env:URL}'}}}")
                .variable("URL", "jdbc:postgresql://h/d?password=hunter2")
                .fails("CONFIG-PASSWORD-IN-URL", "holds a password");
    }

    @Test
    void refusesOneDatabaseForTwoClustersHoweverItsUrlIsWritten() {
        for (String url : List.of(
                "jdbc:postgresql://db/prd", "jdbc:postgresql://DB:5432/prd", "jdbc:postgresql://db/prd?ssl=true")) {
            text.withUat("{live: {database: {url: '" + url + "'}}}")
                    .fails("CONFIG-CONFLICT", "this is the database of prd edit in line 3");
        }
        text.withUat("{live: {database: {url: 'jdbc:postgresql://x/y', read-from: 'jdbc:postgresql://db/prd'}}}")
                .fails("CONFIG-CONFLICT", "this is the database of prd edit");
        text.withPrd("{edit: {database: {url: 'jdbc:h2:./data/a;MODE=PostgreSQL'}}}")
                .withUat("{edit: {database: {url: 'jdbc:h2:file:./x/../data/a'}}}")
                .fails("CONFIG-CONFLICT", "this is the database of prd edit");
        assertThat(text.withPrd("{edit: {database: {url: 'jdbc:h2:mem:a'}}}")
                        .withUat("{edit: {database: {url: 'jdbc:h2:mem:b', read-from: 'jdbc:h2:mem:b'}}}")
                        .read()
                        .landscape()
                        .environments())
                .hasSize(2);
    }

    @Test
    void resolvesTheRelativePathOfAnEmbeddedDatabaseAgainstTheFile() {
        Landscape landscape = text.withPrd("{edit: {database: {url: 'jdbc:h2:file:./data/a;MODE=Oracle'}}}")
                .read()
                .landscape();

        assertThat(LandscapeText.database(landscape, 0).url())
                .isEqualTo("jdbc:h2:file:" + text.directory().resolve("data/a") + ";MODE=Oracle");
    }

    @Test
    void refusesFileRootsThatAreTheSameOrNested() throws IOException {
        LandscapeText files = text.withPrd("{edit: {files: /mnt/prd}}");
        files.withUat("{edit: {files: /mnt/x/../prd/}}").fails("CONFIG-CONFLICT", "the files of prd edit in line 3");
        files.withUat("{edit: {files: /mnt/prd/uat}}").fails("CONFIG-CONFLICT", "lie inside those of prd edit");
        files.withUat("{edit: {files: /mnt}}").fails("CONFIG-CONFLICT", "prd edit in line 3 lie inside these");
        files.withUat("{edit: {files: /}}").fails("CONFIG-CONFLICT", "root of the whole file system");
        files.withUat("{edit: {files: .}}").fails("CONFIG-CONFLICT", "the store directory lies inside");
        assertThat(files.withUat("{edit: {files: /mnt/prd2}}").read().warnings())
                .isEmpty();

        Files.createDirectory(text.directory().resolve("real"));
        Files.createSymbolicLink(
                text.directory().resolve("link"), text.directory().resolve("real"));
        text.withPrd("{edit: {files: real/a}}")
                .withUat("{edit: {files: link/a}}")
                .fails("CONFIG-CONFLICT", "these are the files of prd edit");
    }

    @Test
    void refusesDirectoriesOutsideTheRootAndPatternsThatAreNone() {
        for (String directory : List.of("/etc", "../x", "a/../../b", "''", ".", "'C:/x'", "'a\\b'", "a/..")) {
            text.withLine("files: {directories: [" + directory + "]}")
                    .fails("CONFIG-INVALID-VALUE", "not a directory below");
        }
        text.withLine("files: {directories: []}").fails("CONFIG-INVALID-VALUE", "'directories' is empty");
        text.withLine("files: {directories: [system, system/config]}").fails("CONFIG-CONFLICT", "cover the same files");
        text.withLine("files: {directories: [sites, sites/]}").fails("CONFIG-CONFLICT", "cover the same files");
        text.withLine("files: {exclude: ['[']}").fails("CONFIG-INVALID-VALUE", "'[' is not a glob pattern");
        text.withLine("files: {exclude: ['']}").fails("CONFIG-INVALID-VALUE", "is not a glob pattern");
        text.withLine("files: {include: []}").fails("CONFIG-UNKNOWN-KEY", "did you mean 'exclude'?");
        text.withUat("{edit: {files: '${env:HOME}/x'}}").fails("CONFIG-INVALID-VALUE", "not resolved in 'files'");
    }

    @Test
    void refusesFewerConnectionsThanTheDatabasesNeed() {
        String database = "{database: {url: 'jdbc:postgresql://db/%s'}}";
        LandscapeText two =
                text.withUat("{edit: " + database.formatted("a") + ", live: " + database.formatted("b") + "}");
        two.withUatLine("throttle: {connections: 2}").fails("CONFIG-INVALID-VALUE", "Allow at least 3.");
        assertThat(two.withUatLine("throttle: {connections: 3}").read().warnings())
                .isEmpty();
    }

    @Test
    void refusesValuesOutOfRange() {
        text.withLine("parallel: 0").fails("CONFIG-INVALID-VALUE", "from 1 to 64, but is 0");
        text.withUatLine("undo: 21").fails("CONFIG-INVALID-VALUE", "from 0 to 20, but is 21");
        text.withUatLine("undo: -1").fails("CONFIG-INVALID-VALUE", "but is -1");
        text.withUatLine("throttle: {connections: 1}").fails("CONFIG-INVALID-VALUE", "from 2 to 1000, but is 1");
        text.withUatLine("throttle: {megabytes-per-second: 1.5}").fails("CONFIG-INVALID-VALUE", "but is 1.5");
        text.withUatLine("throttle: {conections: 1}").fails("CONFIG-UNKNOWN-KEY", "did you mean 'connections'?");
        text.withUatLine("throttle: 5").fails("CONFIG-WRONG-TYPE", "'throttle' must be keys with values");
        text.withUatLine("roles: {a: 1}").fails("CONFIG-WRONG-TYPE", "Write it in quotes");
        text.withUatLine("roles: {a: ' '}").fails("CONFIG-INVALID-VALUE", "'a' is blank");
        for (String rule : List.of("", "a b", "a where", "a wher x = 1", "a; drop table b", "a.b.c", "where x")) {
            text.withUatLine("preserve: ['" + rule + "']").fails("CONFIG-INVALID-VALUE", "names no rows to preserve");
        }
    }

    @Test
    void warnsOfAPasswordThatIsWrittenOutAndHidesIt() {
        LandscapeFile file = text.withUat(
                        "{edit: {database: {url: 'jdbc:postgresql://db/uat', user: u, password: hunter2}}}")
                .withLine("pseudonym-key: " + KEY)
                .read();

        assertThat(file.warnings()).hasSize(2).allMatch(warning -> warning.contains("is written out"));
        assertThat(file.warnings().get(0)).contains(":4: 'password'");
        assertThat(file.toString()).doesNotContain("hunter2").doesNotContain(KEY);
        DatabaseAddress address = LandscapeText.database(file.landscape(), 1);
        assertThat(requireNonNull(address.password()).reveal()).isEqualTo("hunter2");
    }

    @Test
    void readsSecretsFromFilesWithoutTheirLastLineEnd() throws IOException {
        Files.writeString(text.directory().resolve("pw"), "hun ter2 \n");
        LandscapeFile file = text.withUat(
                        "{edit: {database: {url: 'jdbc:postgresql://db/${env:DB}', password: 'x${file:pw}y'}}}")
                .variable("DB", "u$1")
                .read();

        DatabaseAddress address = LandscapeText.database(file.landscape(), 1);
        assertThat(address.url()).isEqualTo("jdbc:postgresql://db/u$1");
        assertThat(requireNonNull(address.password()).reveal()).isEqualTo("xhun ter2 y");
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void failsForAMissingSecretOnlyWhenItIsNeeded() {
        LandscapeFile file = text.withPrd(
                        "{edit: {database: {url: 'jdbc:postgresql://${env:NO_HOST}/x', user: '${env:NO_USER}', password: '${env:NO_PW}'}}}")
                .withUat("{edit: {database: {url: 'jdbc:postgresql://db/uat', password: '${file:absent}'}}}")
                .withLine("pseudonym-key: '${env:NO_KEY}'")
                .variable("NO_PW", "")
                .read();

        DatabaseAddress prd = LandscapeText.database(file.landscape(), 0);
        missing(prd::url, "'NO_HOST' is not set", 3);
        missing(prd::user, "'NO_USER' is not set", 3);
        missing(() -> requireNonNull(prd.password()).reveal(), "'NO_PW' is not set, or is empty", 3);
        DatabaseAddress uat = LandscapeText.database(file.landscape(), 1);
        assertThat(uat.url()).isEqualTo("jdbc:postgresql://db/uat");
        missing(() -> requireNonNull(uat.password()).reveal(), "the secret file 'absent' cannot be read", 4);
        missing(() -> requireNonNull(file.landscape().pseudonymKey()).reveal(), "'NO_KEY'", 5);
        assertThat(file.unresolved()).hasSize(5).allMatch(problem -> problem.code() == LandscapeProblem.SECRET_MISSING);
    }

    @Test
    void refusesReferencesThatAreNone() {
        for (String reference : List.of("${vault:x}", "${X}", "${env:}", "${env:X", "a${")) {
            text.withUat("{edit: {database: {url: 'jdbc:h2:mem:a', password: '" + reference + "'}}}")
                    .fails("CONFIG-INVALID-VALUE", "'password' holds a '${' that begins no reference");
        }
    }

    @Test
    void refusesAWeakPseudonymKeyWithoutRepeatingIt() {
        text.withLine("pseudonym-key: aHVudGVyMg==").fails("PSEUDONYM-KEY-WEAK", "has 7 bytes; at least 32");
        text.withLine("pseudonym-key: 'hunter2!'").fails("PSEUDONYM-KEY-WEAK", "is not base64");
        text.withLine("pseudonym-key: " + "A".repeat(43) + "=").fails("PSEUDONYM-KEY-WEAK", "only 1 different bytes");
        text.withLine("pseudonym-key: '${env:K}'").variable("K", "aHVudGVyMg==").fails("PSEUDONYM-KEY-WEAK", "has 7");
    }

    private static void missing(Runnable reading, String what, int line) {
        assertThatThrownBy(reading::run)
                .isInstanceOf(PenstockException.class)
                .hasMessageContaining("SECRET-MISSING")
                .hasMessageContaining(":" + line + ": ")
                .hasMessageContaining(what);
    }
}
