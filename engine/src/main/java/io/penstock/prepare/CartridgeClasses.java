package io.penstock.prepare;

import io.penstock.prepare.cartridge.Cartridge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The classes in the jars of cartridges. A cartridge sees its own, those of the cartridges before it in the list, and those of penstock. Looking for a class runs none of its code. For
 * one thread.
 */
final class CartridgeClasses implements AutoCloseable {

    private final Map<String, ClassLoader> loaders = new HashMap<>();
    private final List<URLClassLoader> opened = new ArrayList<>();
    private final Map<ClassLoader, List<Class<? extends Preparer>>> services = new HashMap<>();

    /** @param cartridges all of the list, in its order */
    CartridgeClasses(List<Cartridge> cartridges) {
        ClassLoader last = Objects.requireNonNull(CartridgeClasses.class.getClassLoader());
        for (Cartridge cartridge : cartridges) {
            URL[] jars =
                    cartridge.files().jars().stream().map(CartridgeClasses::url).toArray(URL[]::new);
            if (jars.length > 0) {
                URLClassLoader loader = new URLClassLoader("cartridge " + cartridge.name(), jars, last);
                opened.add(loader);
                last = loader;
            }
            loaders.put(cartridge.name(), last);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toAbsolutePath().toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ClassLoader loader(String cartridge) {
        return Objects.requireNonNull(loaders.get(cartridge));
    }

    /**
     * The class of this name in the jars of a cartridge or of one before it; empty when none has it.
     *
     * @throws LinkageError when it is there and cannot be used
     */
    Optional<Class<?>> named(String cartridge, String name) {
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try {
            Class<?> found = Class.forName(name, false, loader(cartridge));
            return opened.stream().anyMatch(loader -> loader == found.getClassLoader())
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** The preparer that is offered as a service under this full name, or under this last part of its name. */
    Optional<Class<? extends Preparer>> service(String cartridge, String name) {
        return services.computeIfAbsent(loader(cartridge), CartridgeClasses::offered).stream()
                .filter(type ->
                        type.getName().equals(name) || type.getSimpleName().equals(name))
                .findFirst();
    }

    private static List<Class<? extends Preparer>> offered(ClassLoader loader) {
        List<Class<? extends Preparer>> types = new ArrayList<>();
        ServiceLoader.load(Preparer.class, loader).stream().forEach(provider -> types.add(provider.type()));
        return types;
    }

    @Override
    public void close() {
        for (URLClassLoader loader : opened) {
            try {
                loader.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
    }
}
