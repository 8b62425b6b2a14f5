package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.database.Catalog;
import io.penstock.database.Snapshot;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Secret;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.PersonalDataMap;
import io.penstock.pseudonym.PseudonymKey;
import io.penstock.pseudonym.SourceDatabase;
import io.penstock.pseudonym.account.Approvals;
import io.penstock.pseudonym.account.KeptAccounts;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The personal-data map of a landscape as every job applies it: with the landscape's key and classes, and with the accounts that operators have approved. One for all
 * databases of a run, for they share what is made up for the run alone.
 */
public final class LandscapeMap {

    private final Landscape landscape;
    private final PersonalDataMap map;
    private final PseudonymKey key;

    private LandscapeMap(Landscape landscape, PersonalDataMap map, PseudonymKey key) {
        this.landscape = landscape;
        this.map = map;
        this.key = key;
    }

    /** @throws PenstockException KEY-MISSING, or what is wrong with the map or the key */
    public static LandscapeMap read(Landscape landscape) {
        Path file = landscape.personalData();
        Secret key = landscape.pseudonymKey();
        if (file == null || key == null) {
            throw new PenstockException(
                    SyncProblem.KEY_MISSING,
                    "What is personal is said by personal-data, and what stands for it by pseudonym-key; penstock.yaml names no "
                            + (key == null ? "pseudonym-key." : "personal-data."),
                    "Add it; a key comes from: openssl rand -base64 32.");
        }
        return new LandscapeMap(
                landscape, PersonalDataMap.read(file, landscape.pseudonymizers()), PseudonymKey.ofBase64(key.reveal()));
    }

    /**
     * Applies the map to a database.
     *
     * @param name of the database, for people
     * @param catalog what of it is asked for
     * @param view where the rows of kept accounts are looked for
     * @param others that share the map
     * @throws PenstockException with everything that does not fit
     */
    public BoundMap bind(String name, Catalog catalog, Snapshot view, List<SourceDatabase> others) {
        return map.bind(
                name,
                catalog,
                others,
                key,
                landscape.name(),
                personal -> KeptAccounts.find(
                        map.accounts(),
                        new Approvals(landscape.storeDirectory()),
                        LocalDate.now(ZoneId.systemDefault()),
                        view,
                        personal));
    }
}
