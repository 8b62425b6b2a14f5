package io.penstock.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;

/**
 * Started by the launcher, once after each build: loads the classes that a refresh of a PostgreSQL database needs and that the launcher has no server to train
 * with, so that they enter its archive of classes. None of them is run.
 */
final class ArchiveTraining {

    private ArchiveTraining() {}

    /** @param jars the paths of the jars whose classes are loaded */
    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            try (JarFile file = new JarFile(Path.of(jar).toFile())) {
                file.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF"))
                        .map(name -> name.substring(0, name.length() - ".class".length())
                                .replace('/', '.'))
                        .forEach(ArchiveTraining::load);
            }
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, ArchiveTraining.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // It needs a library that is not here; nothing else will load it either.
        }
    }
}
