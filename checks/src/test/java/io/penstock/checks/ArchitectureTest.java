package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void theHouseKeepsTheRule(ArchitectureRule rule) {
        rule.under("io.penstock").check(rule.judgesTests() ? House.tests() : House.main());
    }

    @ParameterizedTest
    @EnumSource
    void theRuleBites(ArchitectureRule rule) {
        JavaClasses classes = new ClassFileImporter().importPackages(rule.violations());
        List<String> offenders = classes.stream()
                .filter(type -> type.getSimpleName().contains("Violation"))
                .map(JavaClass::getName)
                .toList();

        EvaluationResult result = rule.under(rule.violations()).evaluate(classes);

        assertThat(offenders).as("violations in " + rule.violations()).isNotEmpty();
        String report = String.join("\n", result.getFailureReport().getDetails());
        assertThat(offenders).allSatisfy(offender -> assertThat(report).contains(offender));
    }

    @Test
    void theRulesSeeTheCode() {
        assertThat(House.main().stream().map(JavaClass::getName))
                .contains("io.penstock.Penstock", "io.penstock.database.postgresql.PostgresDialect");
        assertThat(House.tests().stream().map(JavaClass::getName))
                .contains(ArchitectureTest.class.getName(), "io.penstock.landscape.DirectionTest");
    }
}
