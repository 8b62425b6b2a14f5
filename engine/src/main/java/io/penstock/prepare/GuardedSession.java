package io.penstock.prepare;

import io.penstock.database.PreparationSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** A session that does not give away what belongs to the run: to end its transaction, and to close it. */
final class GuardedSession {

    private static final Set<String> REFUSED = Set.of("commit", "setAutoCommit", "close", "abort");

    /** What answers a call in place of the thing itself. */
    @FunctionalInterface
    private interface Answer {
        Object to(String method, int parameters) throws SQLException;
    }

    private GuardedSession() {}

    static PreparationSession of(PreparationSession session) {
        Connection connection = standIn(Connection.class, session.connection(), (method, parameters) -> {
            if (REFUSED.contains(method) || method.equals("rollback") && parameters == 0) {
                throw new SQLException(
                        method + " is not for preparers: a step is committed with its entry in the registry", "25000");
            }
            return PASSED_ON;
        });
        return standIn(
                PreparationSession.class,
                session,
                (method, parameters) -> method.equals("connection") ? connection : PASSED_ON);
    }

    private static final Object PASSED_ON = new Object();

    private static <T> T standIn(Class<T> type, T real, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? GuardedSession.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> {
                    Object instead = answer.to(method.getName(), method.getParameterCount());
                    if (instead != PASSED_ON) {
                        return instead;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
