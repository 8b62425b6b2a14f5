package io.penstock.sync;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.Database;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Dialect;
import io.penstock.database.Snapshot;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Throttle;
import io.penstock.pseudonym.MapReview;
import io.penstock.pseudonym.PersonalDataMap;
import io.penstock.pseudonym.SourceDatabase;
import io.penstock.pseudonym.account.Account;
import io.penstock.pseudonym.account.Approvals;
import io.penstock.pseudonym.account.KeptAccounts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds the personal-data map against the structure of an environment's databases, as a sync would. Reads only, and needs no pseudonym key. */
public final class MapCheck {

    /**
     * Something that a person should see.
     *
     * @param clusters the clusters in whose databases it was found
     */
    public record Finding(Problem problem, Set<String> clusters) {}

    /**
     * What was found.
     *
     * @param databases where was looked, for people, by cluster
     * @param problems what would refuse a sync
     * @param notes what would be warned of
     */
    public record Result(
            String environment, Map<String, String> databases, List<Finding> problems, List<Finding> notes) {

        /** What a sync would come to; absent when nothing is in its way, and wrong usage when only the file is at fault. */
        public Optional<Outcome> outcome() {
            List<Outcome> outcomes = problems.stream()
                    .map(each -> each.problem().code().outcome())
                    .toList();
            return outcomes.contains(Outcome.REFUSED)
                    ? Optional.of(Outcome.REFUSED)
                    : outcomes.stream().findFirst();
        }
    }

    private final Landscape landscape;
    private final List<Dialect> dialects;
    private final Map<Problem, Set<String>> problems = new LinkedHashMap<>();
    private final Map<Problem, Set<String>> notes = new LinkedHashMap<>();

    public MapCheck(Landscape landscape, List<Dialect> dialects) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
    }

    /**
     * Checks the databases of an environment. For one check.
     *
     * @param clusters those to look at; all when empty
     * @throws PenstockException when the map cannot be read, or a database cannot be reached
     */
    public Result check(String environmentName, Set<ClusterType> clusters) {
        Environment environment = Environments.require(landscape, environmentName);
        PersonalDataMap map = PersonalDataMap.read(MapFile.of(landscape), landscape.pseudonymizers());
        Databases databases = new Databases(dialects, "penstock personal-data check " + environmentName);
        SourceClusters sources = new SourceClusters(environment, databases);
        Map<String, String> looked = new TreeMap<>();
        DatabaseClusters.of(environment, clusters).forEach((type, address) -> {
            List<SourceDatabase> beside = sources.beside(type);
            try (Database database = databases.openSource(address)) {
                looked.put(type.label(), database.facts().where());
                review(map, database, environment.throttle(), beside, type.label());
            }
        });
        return new Result(environmentName, looked, findings(problems), findings(notes));
    }

    private void review(
            PersonalDataMap map, Database database, Throttle throttle, List<SourceDatabase> beside, String cluster) {
        try (Snapshot snapshot = database.snapshot(1, throttle)) {
            Catalog catalog = snapshot.catalog();
            MapReview review = map.review(catalog, beside, snapshot.derivations());
            review.problems().forEach(problem -> add(problems, problem, cluster));
            review.warnings().forEach(warning -> add(notes, warning, cluster));
            accounts(map.accounts(), snapshot, cluster);
            review.keptRows().forEach((table, condition) -> {
                try {
                    snapshot.tryOut(catalog.table(table).orElseThrow(), condition);
                } catch (PenstockException e) {
                    if (e.problems().get(0).code() != DatabaseProblem.CONDITION_INVALID) {
                        throw e;
                    }
                    e.problems().forEach(problem -> add(problems, problem, cluster));
                }
            });
        }
    }

    private void accounts(List<Account> accounts, Snapshot snapshot, String cluster) {
        KeptAccounts.tryOut(accounts, snapshot).forEach(problem -> add(problems, problem, cluster));
        KeptAccounts.expired(accounts, LocalDate.now(ZoneId.systemDefault()))
                .forEach(problem -> add(problems, problem, cluster));
        Approvals approvals = new Approvals(landscape.storeDirectory());
        accounts.stream()
                .filter(account -> approvals.of(account).isEmpty())
                .forEach(account -> add(notes, KeptAccounts.unapproved(account), cluster));
    }

    private static void add(Map<Problem, Set<String>> to, Problem problem, String cluster) {
        to.computeIfAbsent(problem, key -> new TreeSet<>()).add(cluster);
    }

    private static List<Finding> findings(Map<Problem, Set<String>> found) {
        List<Finding> findings = new ArrayList<>();
        found.forEach((problem, clusters) -> findings.add(new Finding(problem, clusters)));
        return findings;
    }
}
