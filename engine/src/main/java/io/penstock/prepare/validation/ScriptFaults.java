package io.penstock.prepare.validation;

import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.CartridgeInspection;
import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.prepare.cartridge.StepType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What is wrong with the SQL scripts and the classes of steps; the golden rules of the reference of DBMigrate. */
final class ScriptFaults {

    static final Pattern SCRIPT = Pattern.compile("(?i).+\\.(sql|ddl|dml|pls|plsql|pks|pkb)");

    private static final Set<String> CHANGES = Set.of("insert", "update", "delete", "merge");
    private static final Set<String> DROPPED = Set.of(
            "table", "view", "index", "sequence", "materialized", "function", "procedure", "trigger", "type", "schema");

    /** Functions that make a new identifier each time, on whatever database. */
    private static final Set<String> UUID_FUNCTIONS = Set.of(
            "gen_random_uuid",
            "random_uuid",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4",
            "uuidv4",
            "uuidv7",
            "uuid",
            "newid",
            "newsequentialid",
            "sys_guid");

    private static final Set<String> UUID_METHODS = Set.of(
            "java/util/UUID.randomUUID",
            "com/intershop/beehive/core/capi/util/UUIDMgr.createUUID",
            "com/intershop/beehive/core/capi/util/UUIDMgr.createUUIDString");

    private final CartridgeInspection inspection;
    private final ReferenceFaults references;
    private final Findings findings;
    private final Set<Path> seen = new HashSet<>();

    ScriptFaults(CartridgeInspection inspection, ReferenceFaults references, Findings findings) {
        this.inspection = inspection;
        this.references = references;
        this.findings = findings;
    }

    void findIn(Cartridge cartridge) {
        for (PreparationStep step : cartridge.steps()) {
            references.classFile(cartridge, step.preparer()).ifPresent(file -> findInClass(step, file));
            Set<String> kinds = new TreeSet<>();
            for (String parameter : step.parameters()) {
                if (SCRIPT.matcher(parameter).matches()) {
                    references.files(cartridge, parameter).forEach(file -> findInScript(step, file, kinds));
                }
            }
            if (kinds.size() > 1) {
                findings.add(
                        Fault.DML_MIXED,
                        step.place(),
                        step.id() + " mixes " + String.join(" and ", kinds)
                                + ": when it fails half way, nobody sees which part is done.",
                        "Make a step of its own for each (golden rule 9).");
            }
        }
    }

    private void findInScript(PreparationStep step, Path file, Set<String> kinds) {
        List<SqlStatement> statements = statements(inspection, file);
        for (SqlStatement statement : statements) {
            if (CHANGES.contains(statement.verb())) {
                kinds.add(statement.verb());
            }
        }
        if (seen.add(file)) {
            for (SqlStatement statement : statements) {
                findBlindDrop(statement, file);
                findUuid(statement, file);
            }
        }
        if (step.type() == StepType.DBMIGRATE) {
            for (SqlDanger danger : SqlLint.of(statements)) {
                findings.add(danger.fault(), file, danger.line(), danger.withoutSizes(), danger.remedy());
            }
        }
    }

    static List<SqlStatement> statements(CartridgeInspection inspection, Path file) {
        return SqlScript.statements(new String(inspection.read(file), StandardCharsets.UTF_8));
    }

    private void findBlindDrop(SqlStatement statement, Path file) {
        if (!statement.is(0, "drop") || !DROPPED.contains(statement.text(1).toLowerCase(Locale.ROOT))) {
            return;
        }
        int at = statement.is(1, "materialized") ? 3 : 2;
        at += statement.is(at, "concurrently") ? 1 : 0;
        if (!statement.are(at, "if", "exists") && !statement.has("if", "exists")) {
            findings.add(
                    Fault.DROP_BLIND,
                    file,
                    statement.line(),
                    "DROP " + statement.text(1).toUpperCase(Locale.ROOT) + " " + statement.name(at)
                            + " fails where it is not there, so that the step cannot run again.",
                    "Write IF EXISTS, or look whether it is there (golden rule 7).");
        }
    }

    private void findUuid(SqlStatement statement, Path file) {
        for (int i = 0; i < statement.size(); i++) {
            String word = statement.text(i).toLowerCase(Locale.ROOT);
            boolean called = statement.is(i + 1, "(") || word.equals("sys_guid");
            if (!statement.tokens().get(i).quoted() && UUID_FUNCTIONS.contains(word) && called) {
                findings.add(
                        Fault.UUID_AT_RUN_TIME,
                        file,
                        statement.tokens().get(i).line(),
                        statement.text(i)
                                + " makes another UUID in each database and each time: a replication needs them equal.",
                        "Write the UUID down in a file of the cartridge; penstock uuid makes some (golden rule 3).");
            }
        }
    }

    private void findInClass(PreparationStep step, Path file) {
        Set<String> used = new TreeSet<>(ClassReferences.of(inspection.read(file)));
        used.retainAll(UUID_METHODS);
        if (!used.isEmpty()) {
            findings.add(
                    Fault.UUID_AT_RUN_TIME,
                    step.place(),
                    "The class of " + step.id() + " calls "
                            + String.join(", ", used).replace('/', '.')
                            + ", which makes another UUID in each database and each time: a replication needs them equal.",
                    "Have it read the UUID from a file of the cartridge; penstock uuid makes some (golden rule 3).");
        }
    }
}
