package io.penstock.database.h2;

import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.PreparationSession;
import io.penstock.landscape.DatabaseAddress;
import java.nio.file.Path;
import java.util.List;

/** Speaks H2, to databases that are files of this machine. Thread-safe. */
public final class H2Dialect implements Dialect {

    @Override
    public String product() {
        return "H2";
    }

    @Override
    public boolean speaks(String url) {
        return url.regionMatches(true, 0, H2Url.PREFIX, 0, H2Url.PREFIX.length());
    }

    @Override
    public Database open(DatabaseAddress address, String url, String purpose) {
        return H2Database.open(new Sessions(address, H2Url.parse(url)));
    }

    @Override
    public PreparationSession prepare(DatabaseAddress address, String purpose) {
        if (SharedFile.isUrl(address.url())) {
            Sessions none = new Sessions(address, new H2Url(Path.of("shared").toAbsolutePath(), List.of()));
            return H2Preparation.open(none, SharedFile.connect(address));
        }
        return H2Preparation.open(new Sessions(address, H2Url.parse(address.url())));
    }
}
