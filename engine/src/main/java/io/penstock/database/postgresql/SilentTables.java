package io.penstock.database.postgresql;

import io.penstock.database.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Keeps triggers and rules of the finished copy from firing while preserved rows are put into it; foreign keys hold on. Within one transaction. */
final class SilentTables {

    /** Triggers and rules that would fire, with the words that make them fire again. */
    private static final String ACTIVE =
            "SELECT x.relation::regclass::text, x.kind, quote_ident(x.name), CASE x.enabled"
                    + " WHEN 'O' THEN 'ENABLE ' WHEN 'A' THEN 'ENABLE ALWAYS ' ELSE 'ENABLE REPLICA ' END FROM ("
                    + "SELECT tgrelid AS relation, 'TRIGGER' AS kind, tgname AS name, tgenabled AS enabled FROM pg_trigger WHERE NOT tgisinternal"
                    + " UNION ALL SELECT ev_class, 'RULE', rulename, ev_enabled FROM pg_rewrite WHERE ev_type <> '1') x"
                    + " WHERE x.enabled <> 'D' AND x.relation = ANY (?::regclass[]) ORDER BY 1, 2, 3";

    private final Connection shadow;
    private final boolean events;
    private final List<String> awakening = new ArrayList<>();

    /** From now on statements that define something are silent too, as far as the user may bring that about. */
    SilentTables(Connection shadow) throws SQLException {
        this.shadow = shadow;
        this.events = Sql.one(
                shadow,
                "SELECT EXISTS (SELECT FROM pg_event_trigger WHERE evtenabled <> 'D') AND current_setting('is_superuser')::boolean",
                row -> row.getBoolean(1));
        role("replica");
    }

    /** Rows of these tables may be changed then. */
    void silence(List<PreservedRowsStage.Staged> altered) throws SQLException {
        Set<String> tables = new TreeSet<>();
        for (PreservedRowsStage.Staged staged : altered) {
            tables.add(Sql.quote(staged.flow().to().name()));
            for (Table place : staged.match().above()) {
                tables.add(Sql.quote(place.name()));
            }
        }
        silence(tables);
    }

    /** @param tables quoted */
    void silence(Set<String> tables) throws SQLException {
        Switches switches = Switches.of(shadow, tables);
        awakening.addAll(switches.on());
        for (String statement : switches.off()) {
            Sql.run(shadow, statement);
        }
        role("origin");
    }

    /** The statements that switch triggers and rules off, and on again as they were. */
    record Switches(List<String> off, List<String> on) {

        /** @param tables quoted */
        static Switches of(Connection session, Set<String> tables) throws SQLException {
            // Before 15, a trigger of a partition follows that of its parent and cannot be named by itself.
            String only = session.getMetaData().getDatabaseMajorVersion() >= 15 ? "ONLY " : "";
            Switches switches = new Switches(new ArrayList<>(), new ArrayList<>());
            Sql.list(
                    session,
                    ACTIVE,
                    row -> {
                        String alter = "ALTER TABLE " + only + row.getString(1) + " ";
                        String named = row.getString(2) + " " + row.getString(3);
                        switches.on().add(alter + row.getString(4) + named);
                        return switches.off().add(alter + "DISABLE " + named);
                    },
                    session.createArrayOf("text", tables.toArray()));
            return switches;
        }
    }

    /** All is as before. */
    void wake() throws SQLException {
        Sql.run(shadow, "SET CONSTRAINTS ALL IMMEDIATE");
        role("replica");
        for (String statement : awakening) {
            Sql.run(shadow, statement);
        }
    }

    private void role(String name) throws SQLException {
        if (events) {
            Sql.run(shadow, "SET LOCAL session_replication_role = " + name);
        }
    }
}
