package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.configset.ForbiddenContacts;
import io.penstock.database.Catalog;
import io.penstock.landscape.Environment;
import io.penstock.run.Progress;
import java.util.ArrayList;
import java.util.List;

/** Nothing of the target is stopped while something stands in its copies that would reach a partner of production. */
final class ContactGate {

    private static final Catalog NO_TABLES = new Catalog(List.of(), List.of(), List.of(), 0);

    private ContactGate() {}

    /** @throws PenstockException FORBIDDEN-CONTACT, one problem for each place and pattern, of all clusters together */
    static void require(PreparedSync prepared, Progress progress) {
        Environment target = prepared.target();
        if (target.forbiddenContacts().isEmpty()) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        prepared.parts().forEach((type, part) -> {
            progress.cluster(type.label());
            try (Progress.Activity activity = progress.begin("proof", "forbidden contacts", 0)) {
                if (part.database() != null) {
                    problems.addAll(part.database().forbiddenContacts(activity));
                }
                if (part.files() != null) {
                    ForbiddenContacts found = new ForbiddenContacts(target.forbiddenContacts(), NO_TABLES);
                    part.files().search(found);
                    problems.addAll(found.problems());
                }
                activity.completed();
            }
        });
        progress.cluster("");
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
    }
}
