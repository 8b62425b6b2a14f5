package io.penstock.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules that can be seen only in source files. Each gives what breaks it, as phrases. */
final class SourceRules {

    static final int LONGEST_FILE = 300;

    // Put together, since this file is under the rule too.
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    private SourceRules() {}

    /** Packages that do not say what they answer, or that are not null-marked. */
    static List<String> packagesWithoutDescription(Path sources) {
        List<String> findings = new ArrayList<>();
        TreeSet<Path> packages = new TreeSet<>();
        House.files(sources, ".java").forEach(file -> packages.add(file.getParent()));
        for (Path each : packages) {
            Path info = each.resolve("package-info.java");
            String name = sources.relativize(each).toString().replace('/', '.');
            if (!Files.isRegularFile(info)) {
                findings.add(name + " has no package-info.java");
            } else {
                String text = read(info);
                Matcher comment = COMMENT.matcher(text);
                if (!comment.find() || comment.group(1).replace("*", "").isBlank()) {
                    findings.add(name + " has a package-info.java that says nothing");
                }
                if (!Pattern.compile("^@NullMarked$", Pattern.MULTILINE)
                        .matcher(text)
                        .find()) {
                    findings.add(name + " is not @NullMarked");
                }
            }
        }
        return findings;
    }

    /** @param allowed longer files that were looked at, and the lines that they may have */
    static List<String> longFiles(Path sources, Map<String, Integer> allowed) {
        List<String> findings = new ArrayList<>();
        for (Path file : House.files(sources, ".java")) {
            String name = sources.relativize(file).toString();
            long lines = read(file).lines().count();
            if (lines > allowed.getOrDefault(name, LONGEST_FILE)) {
                findings.add(name + " has " + lines + " lines");
            }
            if (allowed.containsKey(name) && lines <= LONGEST_FILE) {
                findings.add(name + " is allowed to be long, and no longer needs to be");
            }
        }
        return findings;
    }

    /** Marks of unfinished work. */
    static List<String> unfinished(Path sources, String ending) {
        List<String> findings = new ArrayList<>();
        for (Path file : House.files(sources, ending)) {
            int number = 0;
            for (String line : read(file).split("\n", -1)) {
                number++;
                if (UNFINISHED.matcher(line).find()) {
                    findings.add(sources.relativize(file) + ":" + number + " " + line.strip());
                }
            }
        }
        return findings;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
