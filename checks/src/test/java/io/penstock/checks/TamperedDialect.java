package io.penstock.checks;

import io.penstock.database.Dialect;
import io.penstock.database.Shadow;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A dialect whose copies are changed when all rows are there and before the first is read back: what a fault of the product or of a server could do. */
final class TamperedDialect implements InvocationHandler {

    private final Object real;
    private final Callable<?> fault;
    private final AtomicBoolean done;

    private TamperedDialect(Object real, Callable<?> fault, AtomicBoolean done) {
        this.real = real;
        this.fault = fault;
        this.done = done;
    }

    /** @param fault done once, on a whole copy */
    static Dialect of(Dialect real, Callable<?> fault) {
        return Dialect.class.cast(proxy(real, Dialect.class, fault, new AtomicBoolean()));
    }

    private static Object proxy(Object real, Class<?> type, Callable<?> fault, AtomicBoolean done) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new TamperedDialect(real, fault, done));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        if (real instanceof Shadow && method.getName().equals("sum")) {
            // Nobody reads on meanwhile.
            synchronized (done) {
                if (done.compareAndSet(false, true)) {
                    fault.call();
                }
            }
        }
        try {
            Object result = method.invoke(real, unwrapped(arguments));
            Class<?> type = method.getReturnType();
            boolean leadsToShadows =
                    Arrays.asList("Database", "TargetLock", "Shadow").contains(type.getSimpleName());
            return leadsToShadows && result != null ? proxy(result, type, fault, done) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object @Nullable [] unwrapped(Object @Nullable [] arguments) {
        return arguments == null
                ? null
                : Arrays.stream(arguments)
                        .map(each -> each != null
                                        && Proxy.isProxyClass(each.getClass())
                                        && Proxy.getInvocationHandler(each) instanceof TamperedDialect tampered
                                ? tampered.real
                                : each)
                        .toArray();
    }
}
