package io.penstock.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Says what is wrong with a backup in its own words: the libraries below speak of tags and frames. */
final class SoundStream extends FilterInputStream {

    private final String id;
    private final String object;

    SoundStream(InputStream in, String id, String object) {
        super(in);
        this.id = id;
        this.object = object;
    }

    @Override
    public int read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw Backup.damaged(id, object + " is not what was written");
        }
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        try {
            return in.read(to, offset, length);
        } catch (IOException e) {
            throw Backup.damaged(id, object + " is not what was written");
        }
    }
}
