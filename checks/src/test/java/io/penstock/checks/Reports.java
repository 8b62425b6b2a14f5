package io.penstock.checks;

import io.penstock.files.FileCounts;
import io.penstock.sync.SyncReport;
import io.penstock.sync.SyncReport.ClusterReport;
import io.penstock.sync.SyncReport.DatabaseReport;
import io.penstock.sync.SyncReport.TableReport;
import io.penstock.sync.SyncReport.TimelineEntry;
import java.util.ArrayList;
import java.util.List;

/** Builds reports of runs that were not run. */
final class Reports {

    private final List<String> names = new ArrayList<>();
    private List<String> clusters = List.of("edit", "live");
    private String state = "done";
    private List<String> problems = List.of();

    /** So many tables in each cluster. */
    static Reports ofTables(int tables) {
        Reports reports = new Reports();
        for (int i = 0; i < tables; i++) {
            reports.names.add("public.table_number_" + i);
        }
        return reports;
    }

    Reports table(String name) {
        names.add(name);
        return this;
    }

    Reports cluster(String name) {
        clusters = List.of(name);
        return this;
    }

    /** It ended in its last work. */
    Reports ended(String how, String problem) {
        state = how;
        problems = List.of(problem);
        return this;
    }

    SyncReport report() {
        List<ClusterReport> parts = new ArrayList<>();
        List<TimelineEntry> timeline = new ArrayList<>();
        double at = 0.1;
        for (String cluster : clusters) {
            List<TableReport> tables = new ArrayList<>();
            timeline.add(new TimelineEntry(cluster, "structure", "of acme", null, at, 0.4, true, 0, 0));
            at += 0.5;
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                double took = 0.2 + 3.0 / (1 + i);
                tables.add(new TableReport(
                        name,
                        i % 3 == 0 ? "pseudonymized" : "as is",
                        1000L * i,
                        i % 3 == 0 ? List.of("e_mail_address: email", "full_name: full-name") : List.of(),
                        i % 7));
                boolean broken = !problems.isEmpty()
                        && i == names.size() - 1
                        && cluster.equals(clusters.get(clusters.size() - 1));
                timeline.add(new TimelineEntry(cluster, "copy", name, name, at, took, !broken, 1000L * i, 90_000L * i));
                if (!broken) {
                    timeline.add(new TimelineEntry(
                            cluster, "index", "index " + name + "_idx", name, at + took, 0.3, true, 0, 0));
                    timeline.add(new TimelineEntry(cluster, "proof", name, name, at + took, 0.2, true, 1000L * i, 0));
                }
                at += took / 2;
            }
            parts.add(new ClusterReport(
                    cluster,
                    new DatabaseReport(
                            "postgresql://db1.prd.example:5432/acme_" + cluster,
                            "postgresql://db2.uat.example:5432/acme_" + cluster,
                            1_234_567,
                            names.size(),
                            tables,
                            List.of("8 rows of public.preference where name like 'smtp.%' in place of 8"),
                            List.of(),
                            List.of(),
                            List.of("subscription to_search"),
                            new io.penstock.sync.SyncReport.LeaksReport(1_234_567, 0, 12, List.of())),
                    new FileCounts(60, 5, 3, 0, 0, 9, 1, 1, 123_456, 200_000, 0, 0)));
        }
        return new SyncReport(
                "20261124-235401-f6f2",
                "prd",
                "uat",
                "jenkins@build1",
                state,
                "2026-11-24T23:54:01.178507750Z",
                "2026-11-25T00:03:01.178507750Z",
                at + 4,
                state.equals("done"),
                state.equals("done") ? 12.3 : null,
                parts,
                timeline,
                List.of("the structures of edit and live differ"),
                problems);
    }
}
