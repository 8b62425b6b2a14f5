package io.penstock.pseudonym.account;

import io.penstock.database.Condition;
import io.penstock.database.Table;
import io.penstock.landscape.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/**
 * An account that a map keeps.
 *
 * @param table as written
 * @param where an SQL condition that finds the rows of the account in that table
 * @param related whether everything is kept that hangs on these rows
 * @param except tables, as written, that the walk along foreign keys does not enter
 * @param until the last day on which it is kept
 */
public record Account(
        Place place, String table, String where, boolean related, List<String> except, String reason, LocalDate until) {

    private static final int ID = 10;

    public Account {
        except = List.copyOf(except);
    }

    /** SHA-256 over what an operator approves: all of the entry, to the letter, but not where it stands. */
    public String hash() {
        StringBuilder text = new StringBuilder("penstock kept account 1\n");
        for (String part : List.of(table, where, Boolean.toString(related), reason, until.toString())) {
            text.append(part.length()).append(':').append(part).append('\n');
        }
        except.forEach(
                name -> text.append(name.length()).append(':').append(name).append('\n'));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    /** By which people name it; another text has another. */
    public String id() {
        return hash().substring(0, ID);
    }

    public boolean isExpired(LocalDate today) {
        return today.isAfter(until);
    }

    /** A condition about rows of a table that is evaluated for this account. */
    Condition condition(Table of, String sql) {
        String kept = place + ": the account " + id() + " of " + table + ", kept until " + until + " for " + reason;
        return new Condition(sql, of.name().name(), kept + ", in " + of.name() + ",");
    }
}
