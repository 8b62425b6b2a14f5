package io.penstock.prepare.rehearsal;

import io.penstock.database.ForwardingPreparation;
import io.penstock.database.PreparationSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A session that hands all SQL on and writes it down. For one thread. */
final class RecordingSession extends ForwardingPreparation {

    private final Connection connection;
    private SqlRecord record = new SqlRecord();

    RecordingSession(PreparationSession session) {
        super(session);
        this.connection = recorded(Connection.class, session.connection(), null);
    }

    /** Begins the record of a step. */
    SqlRecord begin() {
        record = new SqlRecord();
        return record;
    }

    private <T> T recorded(Class<T> type, Object real, @Nullable String prepared) {
        Map<Integer, @Nullable Object> values = new TreeMap<>();
        return type.cast(Proxy.newProxyInstance(
                RecordingSession.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(real, method, arguments, prepared, values)));
    }

    private @Nullable Object call(
            Object real,
            Method method,
            @Nullable Object @Nullable [] arguments,
            @Nullable String prepared,
            Map<Integer, @Nullable Object> values)
            throws Throwable {
        String name = method.getName();
        if (name.equals("getConnection")) {
            return connection;
        }
        String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : null;
        if (isOfRegistry(sql == null ? prepared : sql)) {
            return wrapped(method.getReturnType(), invoke(real, method, arguments), sql);
        }
        if (real instanceof Statement) {
            if (sql != null && (name.startsWith("execute") || name.equals("addBatch"))) {
                record.add(sql, Map.of());
            } else if (prepared != null && (name.equals("addBatch") || isExecution(name))) {
                record.add(prepared, values);
            } else if (prepared != null && name.startsWith("set") && arguments != null && arguments.length > 1) {
                bind(name, arguments, values);
            }
        }
        if (method.getDeclaringClass() == Wrapper.class && name.equals("unwrap")) {
            record.leaves();
        }
        Object result = invoke(real, method, arguments);
        if (real instanceof Statement
                && (name.equals("executeQuery") || isExecution(name) && Boolean.TRUE.equals(result))) {
            record.reads();
        }
        return wrapped(method.getReturnType(), result, sql);
    }

    /** How far a script is, which is entered with its statements where structure cannot be taken back. */
    private static boolean isOfRegistry(@Nullable String sql) {
        return sql != null && sql.contains(" PREPARATIONSTEP ");
    }

    /** A batch was written down as it was filled. */
    private static boolean isExecution(String name) {
        return name.startsWith("execute") && !name.endsWith("Batch");
    }

    private static void bind(String name, @Nullable Object[] arguments, Map<Integer, @Nullable Object> values) {
        if (arguments[0] instanceof Integer index) {
            values.put(index, name.equals("setNull") ? null : arguments[1]);
        }
    }

    private static @Nullable Object invoke(Object real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private @Nullable Object wrapped(Class<?> type, @Nullable Object result, @Nullable String sql) {
        boolean statement =
                type == Statement.class || type == PreparedStatement.class || type == CallableStatement.class;
        return statement && result != null ? recorded(type, result, sql) : result;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public List<String> statements(String script) {
        List<String> statements = super.statements(script);
        record.know(statements);
        return statements;
    }
}
