package io.penstock.backup;

import com.github.luben.zstd.ZstdInputStream;
import io.penstock.PenstockException;
import io.penstock.database.StoredDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole backup. Thread-safe. */
public final class Backup {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Where objects are read from. */
    @FunctionalInterface
    interface Source {
        InputStream open(String object) throws IOException;
    }

    /** Reads the content of an object. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(InputStream in) throws IOException;
    }

    private final BackupStore store;
    private final BackupKey key;
    private final Manifest manifest;

    private Backup(BackupStore store, BackupKey key, Manifest manifest) {
        this.store = store;
        this.key = key;
        this.manifest = manifest;
    }

    static Backup open(BackupStore store, String id, BackupKey key) {
        byte[] text = object(store, id, BackupWriter.MANIFEST);
        Manifest manifest = parse(id, text);
        if (!manifest.keyId().equals(key.id())) {
            throw new PenstockException(
                    BackupProblem.BACKUP_KEY_WRONG,
                    "Backup " + id + " is encrypted with the key " + manifest.keyId()
                            + ", and backups.key of penstock.yaml is " + key.id() + ".",
                    "Name the key that it was made with.");
        }
        String mac = new String(object(store, id, BackupWriter.MAC), StandardCharsets.UTF_8);
        if (!key.vouches(text, mac)) {
            throw damaged(id, "its manifest was changed after it was made");
        }
        if (!manifest.id().equals(id)) {
            throw damaged(id, "it is the backup " + manifest.id() + " under another name");
        }
        return new Backup(store, key, manifest);
    }

    private static byte[] object(BackupStore store, String id, String name) {
        try (InputStream in = store.read(id, name)) {
            return in.readAllBytes();
        } catch (NoSuchFileException e) {
            throw damaged(id, name + " is missing");
        } catch (IOException e) {
            throw Backups.unusable(store.where(), e);
        }
    }

    private static Manifest parse(String id, byte[] text) {
        try {
            JsonNode tree = JSON.readTree(text);
            int form = tree.path("form").asInt(0);
            if (form != Manifest.FORM) {
                throw new PenstockException(
                        BackupProblem.BACKUP_UNFIT,
                        "Backup " + id + " is of form " + form + ", and this version reads form " + Manifest.FORM + ".",
                        "Restore it with the version of Penstock that made it.");
            }
            return JSON.treeToValue(tree, Manifest.class);
        } catch (JacksonException e) {
            throw damaged(id, "its manifest cannot be read");
        }
    }

    static PenstockException damaged(String id, String how) {
        return new PenstockException(
                BackupProblem.BACKUP_DAMAGED,
                "Backup " + id + " is damaged: " + how + ".",
                "Take another backup, and look at the disk and the way by which this one came here.");
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The database of a cluster, for its dialect. */
    public StoredDatabase database(Manifest.DatabaseContent content) {
        return new StoredTables(this, content);
    }

    /** Reads an object to its end; what is cut off, changed or in another's place shows then at the latest. */
    public <T> T read(Manifest.ObjectContent object, Reading<T> reading) {
        return read(name -> store.read(manifest.id(), name), key, manifest.id(), object, reading);
    }

    static <T> T read(Source source, BackupKey key, String id, Manifest.ObjectContent object, Reading<T> reading) {
        try (InputStream in = open(source, key, id, object)) {
            T result = reading.read(in);
            in.transferTo(OutputStream.nullOutputStream());
            return result;
        } catch (IOException e) {
            throw damaged(id, object.name() + " cannot be read");
        }
    }

    /** Opens an object; whoever reads it reads to its end. */
    InputStream open(Manifest.ObjectContent object) {
        try {
            return open(name -> store.read(manifest.id(), name), key, manifest.id(), object);
        } catch (IOException e) {
            throw damaged(manifest.id(), object.name() + " cannot be read");
        }
    }

    private static InputStream open(Source source, BackupKey key, String id, Manifest.ObjectContent object)
            throws IOException {
        InputStream rests;
        try {
            rests = source.open(object.name());
        } catch (NoSuchFileException e) {
            throw damaged(id, object.name() + " is missing");
        }
        return new SoundStream(
                new ZstdInputStream(key.decrypting(rests, BackupWriter.place(id, object.name()))), id, object.name());
    }

    /**
     * Makes sure that every object is what was written, by its size and hash; nothing is decrypted.
     *
     * @param progress is told of bytes
     * @throws PenstockException BACKUP-DAMAGED
     */
    public void requireChecksums(LongConsumer progress) {
        for (Manifest.ObjectContent object : manifest.objects()) {
            MessageDigest digest = Tally.digest();
            long bytes = 0;
            try (InputStream in = store.read(manifest.id(), object.name())) {
                byte[] buffer = new byte[1 << 16];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    digest.update(buffer, 0, count);
                    bytes += count;
                    progress.accept(count);
                }
            } catch (NoSuchFileException e) {
                throw damaged(manifest.id(), object.name() + " is missing");
            } catch (IOException e) {
                throw Backups.unusable(store.where(), e);
            }
            if (bytes != object.bytes()
                    || !HexFormat.of().formatHex(digest.digest()).equals(object.sha256())) {
                throw damaged(manifest.id(), object.name() + " is not what was written");
            }
        }
    }
}
