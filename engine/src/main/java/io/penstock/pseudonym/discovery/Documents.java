package io.penstock.pseudonym.discovery;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.pseudonym.Fitness;
import io.penstock.pseudonym.discovery.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges a column of JSON documents by what stands at its places. */
final class Documents {

    /** What a place in a document can hold. */
    private static final Column ANY_TEXT = new Column("", "text", ColumnKind.TEXT, 0, 0, 0, true, false);

    private final Judge judge;
    private final Clues clues;

    Documents(Judge judge, Clues clues) {
        this.judge = judge;
        this.clues = clues;
    }

    Finding of(TableProfile table, Column column, DocumentProfile documents, TableSubject subject) {
        List<String> paths = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        double surest = 0;
        for (DocumentProfile.Place place : documents.places()) {
            Optional<Judge.Place> found = judge.placed(clues.of(place, subject), ANY_TEXT);
            if (found.isPresent()) {
                surest = Math.max(surest, found.get().weight());
                paths.add(Yaml.key(place.path()) + ": " + found.get().entry());
                fields.add(found.get().field().name());
            }
        }
        if (paths.isEmpty()) {
            double sure = subject.people() ? 0.6 : 0.8;
            return judge.open(table, column, sure, "nothing personal at any place of the documents");
        }
        String entry = "{as: " + (documents.isXml() ? "xml" : "json") + ", paths: {" + String.join(", ", paths) + "}}";
        Verdict verdict = Fitness.fits(entry, column, false) && surest >= 0.5 ? Verdict.PERSONAL : Verdict.UNDECIDED;
        return Judge.made(
                table,
                column,
                verdict,
                "document",
                entry,
                surest,
                List.of("documents with " + String.join(", ", fields)));
    }
}
