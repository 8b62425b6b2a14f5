package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.configset.PropertyFile;
import io.penstock.database.SettingValue;
import io.penstock.files.FileEdit;
import io.penstock.files.FilesProblem;
import io.penstock.landscape.FileScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a configuration set says of the files of one cluster. */
record FileConfiguration(List<PropertyFile> properties) {

    FileConfiguration {
        properties = List.copyOf(properties);
    }

    /** The same for the synchronization of files. */
    List<FileEdit> edits() {
        return properties.stream().<FileEdit>map(Edit::new).toList();
    }

    private record Edit(PropertyFile file) implements FileEdit {

        @Override
        public Path path() {
            return Path.of(file.path());
        }

        @Override
        public byte[] edit(byte @Nullable [] before) {
            return file.apply(before);
        }
    }

    /** What a sync would change: in files that come from the source as they are there, in others as they are in the target. */
    List<SyncPlan.PropertyPlan> changes(Path source, Path target, FileScope scope) {
        return properties.stream()
                .flatMap(file -> {
                    boolean comes = scope.directories().stream()
                                    .anyMatch(directory -> Path.of(file.path())
                                            .startsWith(Path.of(directory).normalize()))
                            && Files.isRegularFile(source.resolve(file.path()), LinkOption.NOFOLLOW_LINKS);
                    return changes(file, comes ? source : target).stream();
                })
                .toList();
    }

    /** Where the files of a root differ. */
    List<SyncPlan.PropertyPlan> changes(Path root) {
        return properties.stream().flatMap(file -> changes(file, root).stream()).toList();
    }

    private static List<SyncPlan.PropertyPlan> changes(PropertyFile file, Path root) {
        List<SyncPlan.PropertyPlan> changes = new ArrayList<>();
        for (PropertyFile.Change change : file.changes(content(root.resolve(file.path())))) {
            boolean secret = change.after().value().secret() || HiddenSettings.isSecret(change.key());
            String before = change.before();
            changes.add(new SyncPlan.PropertyPlan(
                    file.path(),
                    change.key(),
                    before == null ? null : SettingValue.shown(before, secret),
                    SettingValue.shown(change.after().value().text(), secret),
                    change.after().place().toString()));
        }
        return changes;
    }

    private static byte @Nullable [] content(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new PenstockException(
                    FilesProblem.FILES_UNREADABLE,
                    "The file " + file + " cannot be read: " + e.getClass().getSimpleName() + ".",
                    "Give this process the right to read it.",
                    e);
        }
    }
}
