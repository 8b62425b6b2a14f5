package io.penstock.prepare.validation;

import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.CartridgeInspection;
import io.penstock.prepare.cartridge.DataFiles;
import io.penstock.prepare.cartridge.PreparationStep;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What steps name and is not there: classes, files and bundles. */
final class ReferenceFaults {

    private static final Pattern PATH = Pattern.compile("[^\\s:=,]*/[^\\s:=,]*\\.[A-Za-z][A-Za-z0-9]{0,9}");

    /** A dotted name of three or more parts, of which the last begins as a class does. */
    private static final Pattern DOTTED = Pattern.compile("[a-z]\\w*(?:\\.\\w+)+\\.[A-Z]\\w*");

    private final CartridgeInspection inspection;
    private final Set<String> builtIn;
    private final Findings findings;

    /** @param builtIn the last parts of the names of the classes that need no jar */
    ReferenceFaults(CartridgeInspection inspection, Set<String> builtIn, Findings findings) {
        this.inspection = inspection;
        this.builtIn = Set.copyOf(builtIn);
        this.findings = findings;
    }

    void findIn(Cartridge cartridge) {
        for (PreparationStep step : cartridge.steps()) {
            if (!builtIn.contains(step.shortPreparer())
                    && classFile(cartridge, step.preparer()).isEmpty()
                    && !isSource(cartridge, step.preparer())
                    && !isService(step)) {
                findings.add(
                        Fault.CLASS_MISSING,
                        step.place(),
                        "The class " + step.preparer() + " of " + step.id()
                                + " is neither built in nor in a jar of " + cartridge.name()
                                + " or of a cartridge before it.",
                        "Put its jar into release/lib of the cartridge, or correct the name.");
            }
            step.parameters().forEach(parameter -> find(cartridge, step, parameter));
        }
    }

    private void find(Cartridge cartridge, PreparationStep step, String parameter) {
        if (PATH.matcher(parameter).matches()) {
            if (files(cartridge, parameter).isEmpty()) {
                findings.add(
                        Fault.FILE_MISSING,
                        step.place(),
                        step.id() + " names " + parameter + ", and " + cartridge.name() + " has no such file.",
                        "Put it under src/main/resources, javasource, staticfiles/cartridge/lib or release/lib of the cartridge, or correct the name.");
            }
        } else if (DOTTED.matcher(parameter).matches()
                && bundle(cartridge, parameter).isEmpty()
                && classFile(cartridge, parameter).isEmpty()
                && !isSource(cartridge, parameter)) {
            findings.add(
                    Fault.BUNDLE_MISSING,
                    step.place(),
                    step.id() + " names " + parameter + ", and " + cartridge.name()
                            + " has no bundle of this name, in no language.",
                    "Add " + parameter.replace('.', '/') + ".properties to the cartridge, or correct the name.");
        }
    }

    /** The file, and those that stand in for it on single products. */
    List<Path> files(Cartridge cartridge, String name) {
        Set<Path> found = new LinkedHashSet<>();
        file(cartridge, name).ifPresent(found::add);
        new DataFiles(cartridge.files())
                .all(name)
                .keySet()
                .forEach(each -> file(cartridge, each).ifPresent(found::add));
        return List.copyOf(found);
    }

    Optional<Path> file(Cartridge cartridge, String name) {
        try {
            return inspection.file(cartridge, name);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The file of a bundle, or one of its languages. */
    private Optional<Path> bundle(Cartridge cartridge, String name) {
        String path = name.replace('.', '/');
        Optional<Path> exact = file(cartridge, path + ".properties");
        if (exact.isPresent()) {
            return exact;
        }
        return inspection.files(cartridge).stream()
                .filter(file -> file.toString().endsWith(".properties")
                        && file.toString().contains(path + "_"))
                .findFirst();
    }

    /** The class in the cartridge or one before it, of which it sees the jars. */
    Optional<Path> classFile(Cartridge cartridge, String name) {
        List<Cartridge> all = inspection.cartridges();
        for (int i = all.indexOf(cartridge); i >= 0; i--) {
            Optional<Path> found = file(all.get(i), name.replace('.', '/') + ".class");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether a cartridge is one of sources, whose classes are yet to be compiled. */
    private boolean isSource(Cartridge cartridge, String name) {
        String path = name.replace('.', '/') + ".java";
        return List.of("src/main/java", "javasource").stream()
                .anyMatch(root -> Files.isRegularFile(
                        cartridge.files().home().resolve(root).resolve(path)));
    }

    private boolean isService(PreparationStep step) {
        return inspection.cartridges().stream()
                .flatMap(each -> file(each, "META-INF/services/io.penstock.prepare.Preparer").stream())
                .flatMap(file -> new String(inspection.read(file), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip()))
                .anyMatch(name -> name.equals(step.preparer()) || name.endsWith("." + step.shortPreparer()));
    }
}
