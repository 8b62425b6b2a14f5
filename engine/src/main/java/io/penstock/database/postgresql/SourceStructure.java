package io.penstock.database.postgresql;

import io.penstock.database.ScratchFolder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The structure of a source as the vendor's tool writes it, for a copy of it. */
final class SourceStructure {

    private final PostgresSnapshot snapshot;
    private final PostgresDatabase target;
    private final ScratchFolder scratch;
    private @Nullable Archive archive;

    SourceStructure(PostgresSnapshot snapshot, PostgresDatabase target, ScratchFolder scratch) {
        this.snapshot = snapshot;
        this.target = target;
        this.scratch = scratch;
    }

    /** Dumped when it is first asked for. */
    synchronized Archive archive() {
        Archive known = archive;
        if (known == null) {
            int newest =
                    Math.max(snapshot.facts().majorVersion(), target.facts().majorVersion());
            Tools tools = Tools.find(newest);
            known = snapshot.lend(id -> Archive.of(tools, snapshot.sessions(), id, scratch, "source"));
            archive = known;
        }
        return known;
    }

    /** Compares that of the copy with it, as text; says so where it cannot. */
    void compare(Sessions copy, List<String> remarks) {
        if (snapshot.facts().majorVersion() != target.facts().majorVersion()) {
            remarks.add("the structures were not compared as text: the servers are of different versions");
            return;
        }
        Tools tools = Tools.find(target.facts().majorVersion());
        try (Archive copied = Archive.of(tools, copy, "", scratch, "copy")) {
            StructureComparison.requireEqual(archive().text(), copied.text());
        }
    }
}
