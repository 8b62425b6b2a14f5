package io.penstock.checks;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.penstock.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the codes that the product can say with the sections of {@code docs/errors.md}. */
final class ErrorPages {

    private static final Pattern SECTION = Pattern.compile("^## (.*)$", Pattern.MULTILINE);
    private static final int SHORTEST = 60;

    private ErrorPages() {}

    /** The codes of all enums that are problem codes, each with the names of the enums that have it. */
    static Map<String, List<String>> codes(JavaClasses classes) throws ReflectiveOperationException {
        Map<String, List<String>> codes = new LinkedHashMap<>();
        for (JavaClass type : classes) {
            if (type.isEnum() && type.isAssignableTo(ProblemCode.class)) {
                for (Object constant : Class.forName(type.getName()).getEnumConstants()) {
                    codes.computeIfAbsent(((ProblemCode) constant).code(), code -> new ArrayList<>())
                            .add(type.getSimpleName());
                }
            }
        }
        return codes;
    }

    /** What is wrong with the page, as phrases. */
    static List<String> findings(Map<String, List<String>> codes, String page) {
        Map<String, String> sections = sections(page);
        List<String> findings = new ArrayList<>();
        codes.forEach((code, enums) -> {
            if (enums.size() > 1) {
                findings.add(code + " stands in " + String.join(" and ", enums));
            }
            if (!sections.containsKey(code)) {
                findings.add(code + " of " + enums.get(0) + " has no section");
            } else if (sections.getOrDefault(code, "").length() < SHORTEST) {
                findings.add(code + " has a section that says too little");
            }
        });
        sections.keySet().stream()
                .filter(section -> !codes.containsKey(section))
                .forEach(section -> findings.add(section + " has a section and is no code"));
        if (SECTION.matcher(page).results().count() > sections.size()) {
            findings.add("a section stands twice");
        }
        List<String> order = List.copyOf(sections.keySet());
        if (!order.equals(order.stream().sorted().toList())) {
            findings.add("the sections are not in alphabetical order");
        }
        return findings;
    }

    private static Map<String, String> sections(String page) {
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher matcher = SECTION.matcher(page);
        String title = null;
        int begin = 0;
        while (matcher.find()) {
            if (title != null) {
                sections.put(title, page.substring(begin, matcher.start()).strip());
            }
            title = matcher.group(1).strip();
            begin = matcher.end();
        }
        if (title != null) {
            sections.put(title, page.substring(begin).strip());
        }
        return sections;
    }
}
