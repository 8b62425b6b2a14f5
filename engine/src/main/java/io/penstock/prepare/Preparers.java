package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.PreparationStep;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Finds what a step runs: the class of that name in the jars of its cartridge or of one before it; one that is offered as a service under its full name or the last part of it; or
 * the built-in one that bears the last part of the name, whatever the package before it. For one thread.
 */
final class Preparers implements AutoCloseable {

    private final Map<String, Supplier<Preparer>> builtIn;
    private final CartridgeClasses classes;
    private final boolean inProcess;
    private final Map<List<String>, Found> found = new HashMap<>();

    /** What a name stands for. */
    sealed interface Found {

        /** One of penstock's own, which runs in its process. */
        record BuiltIn(Supplier<Preparer> maker) implements Found {}

        /** One of somebody else, which runs in a process of its own. */
        record Foreign(Class<? extends Preparer> type) implements Found {}

        /** None that can be run. */
        record Unusable(String why, String remedy) implements Found {}
    }

    /**
     * @param builtIn by the last part of the class name
     * @param cartridges all of the list, in its order
     */
    Preparers(Map<String, Supplier<Preparer>> builtIn, List<Cartridge> cartridges) {
        this(builtIn, cartridges, false);
    }

    /** @param inProcess whether foreign ones are taken for penstock's own, so that what they do can be watched */
    Preparers(Map<String, Supplier<Preparer>> builtIn, List<Cartridge> cartridges, boolean inProcess) {
        this.inProcess = inProcess;
        this.builtIn = Map.copyOf(builtIn);
        this.classes = new CartridgeClasses(cartridges);
    }

    Found of(PreparationStep step) {
        return found.computeIfAbsent(List.of(step.cartridge(), step.preparer()), key -> {
            Found one = find(step);
            return inProcess && one instanceof Found.Foreign foreign
                    ? new Found.BuiltIn(() -> make(foreign.type()))
                    : one;
        });
    }

    private static Preparer make(Class<? extends Preparer> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new PenstockException(
                    PrepareProblem.PREPARER_UNKNOWN,
                    "The preparer " + type.getName() + " cannot be made: "
                            + e.getClass().getSimpleName() + ".",
                    "See that its constructor works.",
                    e);
        }
    }

    /** Whether it says of itself that it does; looked up without running any of its code where it is foreign. */
    boolean definesStructure(PreparationStep step, PreparerContext context) {
        Found one = of(step);
        if (one instanceof Found.BuiltIn own) {
            Preparer preparer = own.maker().get();
            preparer.bind(context);
            return preparer.definesStructure();
        }
        try {
            return one instanceof Found.Foreign foreign
                    && foreign.type().getMethod("definesStructure").getDeclaringClass() != Preparer.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /**
     * Whether all steps can be run.
     *
     * @throws PenstockException PREPARER-UNKNOWN with each that cannot
     */
    void require(List<PreparationStep> steps) {
        List<Problem> problems = new ArrayList<>();
        for (PreparationStep step : steps) {
            if (of(step) instanceof Found.Unusable unusable) {
                problems.add(problem(step, unusable));
            }
        }
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
    }

    static Problem problem(PreparationStep step, Found.Unusable unusable) {
        return new Problem(
                PrepareProblem.PREPARER_UNKNOWN,
                step.place() + ": " + unusable.why() + ", for " + step.name() + ".",
                unusable.remedy());
    }

    private Found find(PreparationStep step) {
        String name = step.preparer();
        Optional<Supplier<Preparer>> own = Optional.ofNullable(builtIn.get(step.shortPreparer()));
        try {
            Optional<Class<?>> named = classes.named(step.cartridge(), name);
            if (named.isPresent()) {
                // What was written for the platform itself has the documented name, and is no preparer of penstock.
                return own.isPresent() && !Preparer.class.isAssignableFrom(named.get())
                        ? new Found.BuiltIn(own.get())
                        : usable(named.get());
            }
            Optional<Class<? extends Preparer>> service = classes.service(step.cartridge(), name);
            if (service.isPresent()) {
                return usable(service.get());
            }
        } catch (UnsupportedClassVersionError e) {
            return new Found.Unusable(
                    "the class " + name + " was compiled for a newer Java than "
                            + Runtime.version().feature(),
                    "Run penstock with the newer Java, or compile the class with --release "
                            + Runtime.version().feature() + ".");
        } catch (LinkageError | ServiceConfigurationError e) {
            return new Found.Unusable(
                    "the class " + name + " cannot be loaded (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + ")",
                    "Put all that it needs into jars of its cartridge or of one before it in the list.");
        }
        return own.<Found>map(Found.BuiltIn::new).orElseGet(() -> unknown(step));
    }

    private Found unknown(PreparationStep step) {
        return new Found.Unusable(
                "there is no preparer " + step.preparer() + ": no class of this name is in a jar of "
                        + step.cartridge() + " or of a cartridge before it, none is offered as a service under it, and "
                        + step.shortPreparer() + " is not built in",
                "Put its jar into release/lib of the cartridge, or correct the name. Built in are: "
                        + String.join(", ", new TreeSet<>(builtIn.keySet())) + ".");
    }

    private static Found usable(Class<?> type) {
        if (!Preparer.class.isAssignableFrom(type)) {
            return new Found.Unusable(
                    "the class " + type.getName() + " is no preparer",
                    "Have it extend " + Preparer.class.getName() + ".");
        }
        boolean made = !Modifier.isAbstract(type.getModifiers())
                && Modifier.isPublic(type.getModifiers())
                && Arrays.stream(type.getConstructors()).anyMatch(each -> each.getParameterCount() == 0);
        return made
                ? new Found.Foreign(type.asSubclass(Preparer.class))
                : new Found.Unusable(
                        "the class " + type.getName() + " cannot be made",
                        "Make it public and not abstract, with a public constructor that takes nothing.");
    }

    @Override
    public void close() {
        classes.close();
    }
}
