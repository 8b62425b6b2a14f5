package io.penstock.prepare.preparer;

import io.penstock.PenstockException;
import io.penstock.prepare.PrepareProblem;
import io.penstock.prepare.Preparer;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** A preparer that reads scripts of the cartridge. Of {@code a.sql} there may be one for a product alone, such as {@code a-postgresql.sql}, which then counts in its place. */
abstract class ScriptedPreparer extends Preparer {

    private String product() {
        try {
            return connection()
                    .getMetaData()
                    .getDatabaseProductName()
                    .toLowerCase(Locale.ROOT)
                    .replace(' ', '-');
        } catch (SQLException e) {
            throw new PenstockException(
                    PrepareProblem.STEP_INVALID, "The database does not say what it is.", "Run the command again.", e);
        }
    }

    /** The script that counts on this database. */
    final Optional<byte[]> find(String name) {
        int dot = Math.max(name.lastIndexOf('.'), name.lastIndexOf('/') + 1);
        return getResource(name.substring(0, dot) + "-" + product() + name.substring(dot))
                .or(() -> getResource(name));
    }

    final byte[] require(String name) {
        return find(name)
                .orElseThrow(
                        () -> new PenstockException(
                                PrepareProblem.STEP_INVALID,
                                "The cartridge " + getCartridge() + " has no file " + name + ".",
                                "Put it under src/main/resources or staticfiles/cartridge/lib of the cartridge, or correct the name."));
    }
}
