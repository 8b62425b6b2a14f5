package io.penstock.backup;

import io.penstock.landscape.BackupSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which backups are kept: the newest ones, and the young ones, of each environment for each environment; the newest in any case. */
final class Retention {

    private final BackupSettings settings;

    Retention(BackupSettings settings) {
        this.settings = settings;
    }

    /** @param backups oldest first */
    List<String> superfluous(List<Manifest> backups, Instant now) {
        if (settings.keepLast() == 0 && settings.keepDays() == 0) {
            return List.of();
        }
        Map<String, List<Manifest>> groups = new LinkedHashMap<>();
        for (Manifest backup : backups) {
            groups.computeIfAbsent(backup.environment() + "\n" + backup.home(), key -> new ArrayList<>())
                    .add(backup);
        }
        List<String> superfluous = new ArrayList<>();
        for (List<Manifest> group : groups.values()) {
            int kept = Math.max(1, settings.keepLast());
            for (Manifest backup : group.subList(0, Math.max(0, group.size() - kept))) {
                Instant made = Instant.parse(backup.madeAt());
                if (made.isBefore(now.minus(Duration.ofDays(settings.keepDays())))) {
                    superfluous.add(backup.id());
                }
            }
        }
        return superfluous;
    }
}
