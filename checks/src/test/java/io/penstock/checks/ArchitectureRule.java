package io.penstock.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Disabled;

/**
 * The rules of the house that can be seen in class files. Each is a function of a base package, so that the same rule meets the real code under
 * {@code io.penstock} and a deliberate violation under {@link #violations()}.
 */
enum ArchitectureRule {
    PACKAGES_HAVE_NO_CYCLES(
            "cycles", base -> slices().matching(base + ".(**)").should().beFreeOfCycles()),
    IMPORTS_FLOW_DOWN(
            "direction", base -> classes().that().resideInAPackage(base + "..").should(new ImportDirection(base))),
    JAVA_SQL_STAYS_UNDER_DATABASE(
            "sql",
            base -> noClasses()
                    .that(resideInAnyPackage(base + ".."))
                    .and()
                    .resideOutsideOfPackages(base + ".database..", base + ".prepare..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "javax.sql..")),
    ONLY_CLI_SPEAKS_AND_EXITS(
            "speaking",
            base -> classes()
                    .that()
                    .resideInAPackage(base + "..")
                    .and()
                    .resideOutsideOfPackage(base + ".cli..")
                    .and()
                    // A process of its own, whose streams are no terminal's.
                    .doNotHaveFullyQualifiedName(base + ".PreparerProcess")
                    .should(access(
                            "neither write to the standard streams nor exit",
                            Map.of(
                                    "java.lang.System", Set.of("out", "err", "exit", "setOut", "setErr"),
                                    "java.lang.Runtime", Set.of("exit", "halt"),
                                    "java.lang.Throwable", Set.of("printStackTrace"),
                                    "java.lang.Thread", Set.of("dumpStack"))))),
    VENDOR_LIBRARIES_STAY_IN_THEIR_PACKAGE("libraries", base -> {
        CompositeArchRule all = null;
        for (Vendor vendor : Vendor.values()) {
            ArchRule one = noClasses()
                    .that(resideInAnyPackage(base + ".."))
                    .and()
                    .resideOutsideOfPackage(base + ".database." + vendor.ours + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(vendor.theirs);
            all = all == null ? CompositeArchRule.of(one) : all.and(one);
        }
        return all;
    }),
    VENDOR_PACKAGES_STAND_ALONE(
            "vendors",
            base -> CompositeArchRule.of(
                            slices().matching(base + ".database.(*)..").should().notDependOnEachOther())
                    .and(noClasses()
                            .that()
                            .resideOutsideOfPackage(base + ".database.*..")
                            .and()
                            .doNotHaveFullyQualifiedName(base + ".Penstock")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(base + ".database.*.."))),
    PUBLIC_EXCEPTIONS_ARE_PENSTOCK_EXCEPTIONS(
            "exceptions",
            base -> classes()
                    .that()
                    .areAssignableTo(Throwable.class)
                    .and()
                    .areNotAssignableTo("io.penstock.PenstockException")
                    .should()
                    .notBePublic()),
    NAMES_SAY_WHAT_A_CLASS_IS(
            "names",
            base -> CompositeArchRule.of(noClasses()
                            .should()
                            .haveSimpleNameEndingWith("Util")
                            .orShould()
                            .haveSimpleNameEndingWith("Utils")
                            .orShould()
                            .haveSimpleNameEndingWith("Helper")
                            .orShould()
                            .haveSimpleNameEndingWith("Manager")
                            .orShould()
                            .haveSimpleNameEndingWith("Impl"))
                    .and(noClasses()
                            .should()
                            .resideInAnyPackage(
                                    base + "..util..",
                                    base + "..utils..",
                                    base + "..model..",
                                    base + "..dto..",
                                    base + "..common..",
                                    base + "..impl..",
                                    base + "..manager..",
                                    base + "..helper.."))),
    TESTS_DO_NOT_SLEEP(
            "sleeping",
            base -> classes()
                    .should(access(
                            "not sleep",
                            Map.of(
                                    "java.lang.Thread", Set.of("sleep"),
                                    "java.util.concurrent.TimeUnit", Set.of("sleep"),
                                    "java.util.concurrent.locks.LockSupport", Set.of("parkNanos", "parkUntil"))))),
    NO_TEST_IS_SWITCHED_OFF(
            "switchedoff",
            base -> CompositeArchRule.of(noClasses().should().beAnnotatedWith(Disabled.class))
                    .and(noMethods().should().beAnnotatedWith(Disabled.class)));

    /** The libraries of database vendors, and where ours stand that use them. */
    private enum Vendor {
        POSTGRESQL("postgresql", "org.postgresql.."),
        H2("h2", "org.h2.."),
        MARIADB("mariadb", "org.mariadb.."),
        SQLSERVER("sqlserver", "com.microsoft.sqlserver.."),
        ORACLE("oracle", "oracle..");

        private final String ours;
        private final String theirs;

        Vendor(String ours, String theirs) {
            this.ours = ours;
            this.theirs = theirs;
        }
    }

    private static final List<ArchitectureRule> OF_TESTS = List.of(TESTS_DO_NOT_SLEEP, NO_TEST_IS_SWITCHED_OFF);

    private final String fixture;
    private final Function<String, ArchRule> rule;

    ArchitectureRule(String fixture, Function<String, ArchRule> rule) {
        this.fixture = fixture;
        this.rule = rule;
    }

    /** The rule for the code under a package; holds also where there is nothing for it to judge. */
    ArchRule under(String base) {
        return rule.apply(base).allowEmptyShould(true);
    }

    /** Whether it judges tests; else what is shipped. */
    boolean judgesTests() {
        return OF_TESTS.contains(this);
    }

    /** The package that breaks this rule on purpose; the offenders are the classes with {@code Violation} in their names. */
    String violations() {
        return "io.penstock.checks.violations." + fixture;
    }

    private static ArchCondition<JavaClass> access(String what, Map<String, Set<String>> forbidden) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    forbidden.forEach((owner, members) -> {
                        if (members.contains(access.getName())
                                && access.getTargetOwner().isAssignableTo(owner)) {
                            events.add(SimpleConditionEvent.violated(access, access.getDescription()));
                        }
                    });
                }
            }
        };
    }
}
