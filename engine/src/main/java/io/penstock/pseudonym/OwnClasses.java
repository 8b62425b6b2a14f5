package io.penstock.pseudonym;

import io.penstock.PenstockException;
import io.penstock.database.Column;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The user's own pseudonymizers, from jars that the landscape names. Their classes see Java and the three interfaces of this package that they need, and nothing else of
 * Penstock. No code of a class runs before it is known to be a pseudonymizer of those jars.
 */
final class OwnClasses {

    static final OwnClasses NONE = new OwnClasses(List.of());

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_$]*)+");
    private static final List<String> FORBIDDEN =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "io.penstock.", "org.jspecify.");

    /** What a class of the user sees of Penstock. */
    private static final List<Class<?>> SHARED = List.of(Pseudonymizer.class, RowContext.class, Keyed.class);

    private final List<Path> jars;
    private @Nullable URLClassLoader loader;

    OwnClasses(List<Path> jars) {
        this.jars = List.copyOf(jars);
    }

    /** Java's own classes, and {@link #SHARED}. */
    private static final class Interfaces extends ClassLoader {
        Interfaces() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            for (Class<?> shared : SHARED) {
                if (shared.getName().equals(name)) {
                    return shared;
                }
            }
            throw new ClassNotFoundException(name);
        }
    }

    /** Says why a class cannot be used; null when it can. Runs no code of it. */
    @Nullable
    String objection(String name) {
        try {
            constructor(name);
            return null;
        } catch (Refused e) {
            return e.why();
        }
    }

    /** @param otherwise for values whose pseudonym the column cannot hold */
    Pseudonymizer make(Options options, Column column, Prf prf, Shaped otherwise) {
        String name = String.valueOf(options.type());
        try {
            Pseudonymizer made = constructor(name).newInstance();
            if (made instanceof Keyed keyed) {
                keyed.key(prf.keyOf("class " + name));
            }
            return new OwnPseudonymizer(name, made, column, otherwise);
        } catch (Refused e) {
            throw failed(name, e.why());
        } catch (ReflectiveOperationException | LinkageError e) {
            Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            throw failed(name, "cannot be made: " + cause.getClass().getName());
        }
    }

    static PenstockException failed(String name, String why) {
        return new PenstockException(
                PseudonymProblem.PSEUDONYMIZER_CLASS_UNFIT,
                "The class " + name + " " + why + ".",
                "Correct the class or its jar, which `pseudonymizers` in penstock.yaml names.");
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final String why;

        Refused(String why) {
            super(why, null, false, false);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    private Constructor<? extends Pseudonymizer> constructor(String name) throws Refused {
        if (!NAME.matcher(name).matches()) {
            throw new Refused("has no name of a class");
        }
        if (FORBIDDEN.stream().anyMatch(name::startsWith)) {
            throw new Refused("is of a package that is not for pseudonymizers of users");
        }
        if (jars.isEmpty()) {
            throw new Refused("cannot be found, for penstock.yaml names no jar");
        }
        URLClassLoader from = loader();
        try {
            // Without running its static initialiser.
            Class<?> found = Class.forName(name, false, from);
            if (found.getClassLoader() != from) {
                throw new Refused("is not in the jars that penstock.yaml names");
            }
            if (!Pseudonymizer.class.isAssignableFrom(found)) {
                throw new Refused("does not implement " + Pseudonymizer.class.getName());
            }
            int modifiers = found.getModifiers();
            if (found.isInterface() || Modifier.isAbstract(modifiers) || !Modifier.isPublic(modifiers)) {
                throw new Refused("is not a public class that objects can be made of");
            }
            return found.asSubclass(Pseudonymizer.class).getConstructor();
        } catch (ClassNotFoundException e) {
            throw new Refused("cannot be found in the jars that penstock.yaml names");
        } catch (NoSuchMethodException e) {
            throw new Refused("has no public constructor without parameters");
        } catch (LinkageError | SecurityException e) {
            throw new Refused("cannot be loaded: " + e.getClass().getName());
        }
    }

    private synchronized URLClassLoader loader() throws Refused {
        if (loader == null) {
            List<URL> urls = new ArrayList<>();
            for (Path jar : jars) {
                if (!Files.isRegularFile(jar) || !Files.isReadable(jar)) {
                    throw new Refused("cannot be found, for " + jar + " is no file that can be read");
                }
                try {
                    urls.add(jar.toUri().toURL());
                } catch (MalformedURLException e) {
                    throw new Refused("cannot be found, for " + jar + " is no file");
                }
            }
            loader = new URLClassLoader("pseudonymizers", urls.toArray(new URL[0]), new Interfaces());
        }
        return loader;
    }

    /** Lets go of the jars. Classes that were made before work on, as long as they need no more of them. */
    void close() throws IOException {
        URLClassLoader open = loader;
        if (open != null) {
            open.close();
        }
    }
}
