package io.penstock.prepare;

import io.penstock.database.ForwardingPreparation;
import io.penstock.database.PreparationSession;
import io.penstock.prepare.cartridge.MigrationVersion;
import io.penstock.prepare.cartridge.PreparationStep;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that writes the SQL of each step into a file of its own, {@code <cartridge>/[<version>-]<key>.log}: texts in it are masked and bound values are not there, since both
 * may be personal. What cannot be logged is not; the step goes on. For one thread.
 */
final class LoggedSession extends ForwardingPreparation {

    private static final int MOST_CHARACTERS = 1 << 20;

    private final Connection connection;
    private final Path directory;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Path file;
    private int left;

    /** @param directory is made when the first step runs SQL */
    LoggedSession(PreparationSession session, Path directory) {
        super(session);
        this.connection = watched(Connection.class, session.connection());
        this.directory = directory;
    }

    void begin(PreparationStep step) {
        String version = step.version().map(MigrationVersion::written).orElse("");
        file = directory
                .resolve(step.cartridge())
                .resolve((version.isEmpty() ? "" : version + "-") + step.id().written() + ".log");
        text.setLength(0);
        left = 0;
    }

    void end() {
        Path into = file;
        file = null;
        if (into == null || text.isEmpty()) {
            return;
        }
        if (left > 0) {
            text.append("-- ").append(left).append(" more statements\n");
        }
        try {
            Path parent = into.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(into, text);
        } catch (IOException e) {
            // The log of SQL is a help; the log of the run tells that the disk is full.
        }
    }

    private void add(String sql) {
        if (file == null) {
            return;
        }
        if (text.length() > MOST_CHARACTERS) {
            left++;
        } else {
            text.append("-- ").append(Instant.now()).append('\n');
            text.append(ShownSql.of(sql)).append(";\n");
        }
    }

    private <T> T watched(Class<T> type, T target) {
        Class<?>[] types = {type};
        InvocationHandler handler = (proxy, method, arguments) -> call(target, method, arguments);
        return type.cast(Proxy.newProxyInstance(LoggedSession.class.getClassLoader(), types, handler));
    }

    private @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        boolean says = name.startsWith("execute") || name.startsWith("prepare") || name.equals("addBatch");
        if (says && arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            add(sql);
        }
        try {
            Object result = method.invoke(target, arguments);
            return method.getReturnType() == Statement.class && target instanceof Connection && result != null
                    ? watched(Statement.class, (Statement) result)
                    : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    /** The session is closed by who opened it. */
    @Override
    public void close() {
        end();
    }
}
