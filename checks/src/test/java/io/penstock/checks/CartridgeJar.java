package io.penstock.checks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A jar of a cartridge with preparers that are compiled for the test, as a project's own are. */
final class CartridgeJar {

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<Path> classPath = new ArrayList<>();

    /** A preparer whose {@code prepare} has this body; a connection {@code c} and a statement {@code s} are there. */
    CartridgeJar preparer(String name, String body) {
        return type(name, """
                public class %s extends io.penstock.prepare.Preparer {
                    @Override
                    public boolean prepare() throws Exception {
                        java.sql.Connection c = connection();
                        try (java.sql.Statement s = c.createStatement()) {
                            %s
                        }
                        return true;
                    }
                }
                """.formatted(simple(name), body));
    }

    /** Any class, without its package line. */
    CartridgeJar type(String name, String source) {
        sources.put(name, "package " + name.substring(0, name.lastIndexOf('.')) + ";\n" + source);
        return this;
    }

    CartridgeJar file(String name, String text) {
        files.put(name, text);
        return this;
    }

    /** Classes of another jar are known to the compiler. */
    CartridgeJar with(Path jar) {
        classPath.add(jar);
        return this;
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** @param scratch where it is compiled */
    Path write(Path jar, Path scratch) throws IOException {
        Path classes = Files.createTempDirectory(Files.createDirectories(scratch), "classes");
        compile(classes, scratch);
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            try (Stream<Path> compiled = Files.walk(classes)) {
                for (Path each : compiled.filter(Files::isRegularFile).toList()) {
                    put(zip, classes.relativize(each).toString(), Files.readAllBytes(each));
                }
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private void compile(Path classes, Path scratch) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        Path written = Files.createTempDirectory(scratch, "sources");
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path")
                        + classPath.stream()
                                .map(path -> System.getProperty("path.separator") + path)
                                .reduce("", String::concat)));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = written.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        arguments.stream()
                                .filter(each -> !each.endsWith(".java"))
                                .toList(),
                        null,
                        compiler.getStandardFileManager(null, null, null)
                                .getJavaFileObjectsFromStrings(arguments.stream()
                                        .filter(each -> each.endsWith(".java"))
                                        .toList()))
                .call();
        if (!compiled) {
            throw new IllegalStateException(said.toString());
        }
    }
}
