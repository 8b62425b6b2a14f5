package io.penstock.pseudonym;

import io.penstock.database.Catalog;
import io.penstock.database.Derivation;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.landscape.ConfigFile;
import io.penstock.pseudonym.account.Account;
import io.penstock.pseudonym.account.KeptAccounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which column is personal and what replaces it, and which is public; the content of {@code personal-data.yaml} (design §4). */
public final class PersonalDataMap {

    private final Path file;
    private final Locale locale;
    private final List<TableEntry> tables;
    private final List<Account> accounts;
    private final boolean refuseUnclassified;
    private final @Nullable Boolean copyLargeObjects;
    private final OwnClasses classes;

    /** Shared by all databases that the map is applied to in one run, so that anonymous values of both clusters agree. */
    private final PseudonymKey thrownAway = PseudonymKey.random();

    PersonalDataMap(
            Path file,
            Locale locale,
            List<TableEntry> tables,
            List<Account> accounts,
            boolean refuseUnclassified,
            @Nullable Boolean copyLargeObjects,
            OwnClasses classes) {
        this.file = file;
        this.locale = locale;
        this.tables = List.copyOf(tables);
        this.accounts = List.copyOf(accounts);
        this.refuseUnclassified = refuseUnclassified;
        this.copyLargeObjects = copyLargeObjects;
        this.classes = classes;
    }

    /**
     * Reads a map.
     *
     * @throws io.penstock.PenstockException with all problems of the file, each with its line
     */
    public static PersonalDataMap read(Path file) {
        return read(file, List.of());
    }

    /**
     * Reads a map that may name classes.
     *
     * @param jars where the classes are
     */
    public static PersonalDataMap read(Path file, List<Path> jars) {
        return new MapReader(ConfigFile.read(file), new OwnClasses(jars)).read();
    }

    /**
     * Applies the map to the tables of a database. Fails closed: a column that the map does not mention is a problem.
     *
     * @param landscape the name of the landscape; another name gives other pseudonyms
     * @throws io.penstock.PenstockException with everything that does not fit
     */
    public BoundMap bind(Catalog catalog, PseudonymKey key, String landscape) {
        return new Binder(this, "", catalog, new OtherDatabases(List.of()), key, landscape)
                .bind(personal -> KeptAccounts.none());
    }

    /**
     * Applies the map to one of the databases that it is made for. An entry that only another one has is passed over; all problems name the database.
     *
     * @param name of the database, for people
     * @param others that share the map
     * @param accounts finds the rows of the accounts that are kept, when it is told which tables hold something personal; asked only of a map that fits
     */
    public BoundMap bind(
            String name,
            Catalog catalog,
            List<SourceDatabase> others,
            PseudonymKey key,
            String landscape,
            Function<Predicate<TableName>, KeptAccounts> accounts) {
        return new Binder(this, name, catalog, new OtherDatabases(others), key, landscape).bind(accounts);
    }

    /**
     * Holds the map against one of the databases that it is made for. Needs no key, and makes no pseudonym.
     *
     * @param derivations what the database fills by itself
     */
    public MapReview review(Catalog catalog, List<SourceDatabase> others, List<Derivation> derivations) {
        return new Binder(this, "", catalog, new OtherDatabases(others), PseudonymKey.random(), "").review(derivations);
    }

    /** SHA-256 over the meaning of the map, in hexadecimal digits: order, comments and spelling of the file do not matter. */
    public String version() {
        StringBuilder canonical = new StringBuilder("penstock map 1\n")
                .append(locale.toLanguageTag())
                .append('\n')
                .append(refuseUnclassified)
                .append(copyLargeObjects)
                .append('\n');
        Map<String, TableEntry> sorted = new TreeMap<>();
        tables.forEach(table -> sorted.put(table.name(), table));
        for (TableEntry table : sorted.values()) {
            append(canonical, "table", table.name(), table.treatment().name());
            new TreeMap<>(table.columns())
                    .forEach((column, personal) ->
                            append(canonical, "column", column, personal.entry().canonical()));
            new TreeSet<>(table.open().keySet()).forEach(column -> append(canonical, "public", column));
            if (table.keep() != null) {
                append(canonical, "keep", table.keep().condition());
            }
        }
        accounts.stream().map(Account::hash).sorted().forEach(hash -> append(canonical, "account", hash));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    /** Each part with its length, so that no two maps give one text. */
    private static void append(StringBuilder into, String... parts) {
        for (String part : parts) {
            into.append(part.length()).append(':').append(part).append(' ');
        }
        into.append('\n');
    }

    UsualEntries usual() {
        return new UsualEntries(tables);
    }

    OwnClasses classes() {
        return classes;
    }

    PseudonymKey thrownAway() {
        return thrownAway;
    }

    /** The accounts that it keeps, in the order of the file. */
    public List<Account> accounts() {
        return accounts;
    }

    /** Whether it names a column as personal, whatever else may not fit. */
    public boolean isPersonal(Catalog catalog, Table table, String column) {
        return tables.stream()
                .filter(entry -> entry.columns().keySet().stream().anyMatch(column::equalsIgnoreCase))
                .anyMatch(entry -> catalog.find(entry.name())
                        .filter(meant -> catalog.tree(meant).stream()
                                .anyMatch(each -> each.name().equals(table.name())))
                        .isPresent());
    }

    Path file() {
        return file;
    }

    Locale locale() {
        return locale;
    }

    List<TableEntry> tables() {
        return new ArrayList<>(tables);
    }

    boolean refusesUnclassified() {
        return refuseUnclassified;
    }

    /** Whether large objects are declared public (true) or empty (false); null when the map does not say. */
    @Nullable
    Boolean copiesLargeObjects() {
        return copyLargeObjects;
    }
}
