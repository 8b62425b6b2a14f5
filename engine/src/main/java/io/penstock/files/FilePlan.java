package io.penstock.files;

import io.penstock.Problem;
import java.util.List;

/**
 * What a synchronization would do.
 *
 * @param counts how many files and bytes
 * @param special fifos, sockets and devices of the source that are skipped, as shown to people; the first hundred
 * @param deletesMany whether more than half of the target's files would be deleted
 * @param problems what forbids to stage this plan; empty when nothing does
 */
public record FilePlan(FileCounts counts, List<String> special, boolean deletesMany, List<Problem> problems) {

    public FilePlan {
        special = List.copyOf(special);
        problems = List.copyOf(problems);
    }
}
