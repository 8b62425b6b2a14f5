package io.penstock.prepare.validation;

import java.util.List;
import java.util.Locale;

/**
 * What was found in cartridges.
 *
 * @param cartridges how many were looked through
 * @param findings by file and line
 */
public record ValidationReport(int cartridges, int steps, List<Entry> findings) {

    /**
     * A finding.
     *
     * @param severity {@code error} or {@code warning}
     * @param line counted from 1; 0 where it is the file as a whole
     */
    public record Entry(String severity, String code, String file, int line, String what, String remedy) {

        static Entry of(Finding finding) {
            return new Entry(
                    finding.fault().severity().name().toLowerCase(Locale.ROOT),
                    finding.fault().code(),
                    finding.file(),
                    finding.line(),
                    finding.what(),
                    finding.remedy());
        }
    }

    public ValidationReport {
        findings = List.copyOf(findings);
    }

    public long errors() {
        return findings.stream()
                .filter(finding -> finding.severity().equals("error"))
                .count();
    }

    /** For people, a line for each finding. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Entry each : findings) {
            text.append(each.file())
                    .append(each.line() == 0 ? "" : ":" + each.line())
                    .append(": ")
                    .append(each.severity())
                    .append(' ')
                    .append(each.code())
                    .append(' ')
                    .append(each.what())
                    .append(' ')
                    .append(each.remedy())
                    .append('\n');
        }
        return text + "" + cartridges + (cartridges == 1 ? " cartridge with " : " cartridges with ") + steps
                + (steps == 1 ? " step: " : " steps: ") + errors() + (errors() == 1 ? " error, " : " errors, ")
                + (findings.size() - errors()) + (findings.size() - errors() == 1 ? " warning\n" : " warnings\n");
    }
}
