package io.penstock.backup;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A backup that is being written; its objects may be written by several threads. Closed without {@link #commit}, nothing of it stays. */
public final class BackupWriter implements AutoCloseable {

    static final String MANIFEST = "manifest.json";
    static final String MAC = "manifest.mac";

    /** Fast, and within a tenth of the size of the default of the command line tool. */
    private static final int LEVEL = 3;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Writes the content of an object. */
    @FunctionalInterface
    public interface Content<T> {
        T write(OutputStream out) throws IOException;
    }

    /** An object, and what its writer found. */
    public record Written<T>(Manifest.ObjectContent object, T result) {}

    private final String id;
    private final BackupStore.Writing writing;
    private final BackupKey key;
    private final String where;

    BackupWriter(String id, BackupStore.Writing writing, BackupKey key, String where) {
        this.id = id;
        this.writing = writing;
        this.key = key;
        this.where = where;
    }

    public String id() {
        return id;
    }

    /** The id of the key. */
    public String keyId() {
        return key.id();
    }

    /** Writes one object, compressed and encrypted. */
    public <T> Written<T> write(String name, Content<T> content) {
        try (Tally rests = new Tally(writing.object(name))) {
            T result;
            try (OutputStream compressed = new ZstdOutputStream(key.encrypting(rests, place(id, name)), LEVEL);
                    OutputStream plain = new BufferedOutputStream(compressed, 1 << 16)) {
                result = content.write(plain);
            }
            return new Written<>(new Manifest.ObjectContent(name, rests.bytes(), rests.sha256()), result);
        } catch (IOException e) {
            throw Backups.unusable(where, e);
        }
    }

    /** Opens an object that was written before. */
    public <T> T read(Manifest.ObjectContent object, Backup.Reading<T> reading) {
        return Backup.read(reader(), key, id, object, reading);
    }

    private Backup.Source reader() {
        return writing::reread;
    }

    /** Makes it a whole backup. */
    public void commit(Manifest manifest) {
        byte[] text = JSON.writeValueAsString(manifest).getBytes(StandardCharsets.UTF_8);
        try {
            plain(MANIFEST, text);
            plain(MAC, key.mac(text).getBytes(StandardCharsets.UTF_8));
            writing.commit();
        } catch (IOException e) {
            throw Backups.unusable(where, e);
        }
    }

    private void plain(String name, byte[] bytes) throws IOException {
        try (OutputStream out = writing.object(name)) {
            out.write(bytes);
        }
    }

    static String place(String id, String name) {
        return id + "/" + name;
    }

    @Override
    public void close() {
        try {
            writing.close();
        } catch (IOException e) {
            throw Backups.unusable(where, e);
        }
    }
}
