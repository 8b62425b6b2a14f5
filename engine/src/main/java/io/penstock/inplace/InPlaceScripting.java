package io.penstock.inplace;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.database.InPlaceScript;
import io.penstock.database.Marker;
import io.penstock.database.TableName;
import io.penstock.landscape.Landscape;
import io.penstock.pseudonym.BoundMap;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.run.RunState;
import io.penstock.sync.DatabaseRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what a run in place would do as a script that a person reads and runs. */
public final class InPlaceScripting {

    /** Pseudonymizers that look at no value, so that one expression says what they give. */
    private static final Set<String> VALUELESS = Set.of("redact", "empty", "null", "constant");

    private final Landscape landscape;
    private final Journal journal;

    public InPlaceScripting(Landscape landscape, Journal journal) {
        this.landscape = landscape;
        this.journal = journal;
    }

    /**
     * Writes the script of a planned run, which is for one database.
     *
     * @return the id of the run, which the seal will name once the script has run
     * @throws PenstockException when it cannot be written; the file is as it was
     */
    public String write(PreparedInPlace prepared, Path file, Progress progress) {
        InPlacePart part = only(prepared);
        Run run = journal.begin(
                "pseudonymize " + prepared.request().environment() + " --script",
                prepared.request().environment(),
                prepared.request().startedBy(),
                progress);
        try {
            part.lock("penstock run " + run.id() + " by " + run.startedBy());
            progress.stage("writing");
            try (ScriptFile script = ScriptFile.create(file);
                    Progress.Activity activity = progress.begin("script", "of " + part.name(), part.weight())) {
                part.inPlace().write(script(part, run), script, activity);
                script.complete();
                activity.completed();
            }
            journal.end(run, new RunState.Done());
            return run.id();
        } catch (PenstockException e) {
            journal.end(run, new RunState.Ended(e.outcome()));
            throw e;
        } catch (RuntimeException | Error e) {
            journal.end(run, new RunState.Ended(Outcome.FAILED));
            throw e;
        }
    }

    private static InPlacePart only(PreparedInPlace prepared) {
        if (prepared.parts().size() != 1) {
            throw new PenstockException(
                    InPlaceProblem.SCRIPT_OF_SEVERAL,
                    "A script is for one database, and " + prepared.request().environment() + " has "
                            + prepared.parts().size() + ".",
                    "Name one with --cluster, and make a script for each.");
        }
        InPlacePart part = prepared.parts().get(0);
        if (part.resumed()) {
            throw new PenstockException(
                    InPlaceProblem.RUN_IN_PLACE_UNFINISHED,
                    "A run in place has replaced " + part.doneBefore().size() + " tables of " + part.name()
                            + " and died; a script would replace them again.",
                    "Go on with: penstock pseudonymize " + prepared.request().environment() + ".");
        }
        return part;
    }

    private InPlaceScript script(InPlacePart part, Run run) {
        BoundMap map = part.map();
        return new InPlaceScript(
                heading(part, run),
                new Marker(part.mark(), DatabaseRules.of(map).seal(run.id())),
                part.catalog(),
                part.assignments(),
                part.rules(),
                fixed(map),
                map.copiesLargeObjects(),
                part.kept(),
                map::keep);
    }

    private List<String> heading(InPlacePart part, Run run) {
        List<String> lines = new ArrayList<>();
        lines.add("penstock: replaces the personal values of " + part.name() + ", as " + part.mark()
                + " of the landscape " + landscape.name() + ".");
        lines.add("Run " + run.id() + " by " + run.startedBy() + "; key "
                + part.map().keyId() + ", map " + part.map().mapVersion() + ".");
        lines.add("For psql: psql -X -f FILE. All of it is one transaction.");
        lines.add(
                "It holds pseudonyms beside keys that are not personal. It holds neither values that were replaced nor the key of the pseudonyms.");
        return lines;
    }

    /** The columns whose new value does not depend on the old one. The example is what every value is replaced by. */
    private static Map<TableName, Map<String, Optional<String>>> fixed(BoundMap map) {
        Map<TableName, Map<String, Optional<String>>> fixed = new HashMap<>();
        for (BoundMap.PersonalColumn column : map.personalColumns()) {
            if (VALUELESS.contains(column.pseudonymizer())) {
                fixed.computeIfAbsent(column.table(), table -> new HashMap<>())
                        .put(column.column(), Optional.ofNullable(column.example()));
            }
        }
        return fixed;
    }
}
