package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.database.Column;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.TableName;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.h2.jdbc.JdbcResultSet;
import org.h2.value.Value;
import org.h2.value.ValueArray;
import org.h2.value.ValueBinary;
import org.h2.value.ValueBlob;
import org.h2.value.ValueClob;
import org.h2.value.ValueJson;
import org.h2.value.ValueLob;
import org.h2.value.ValueNull;
import org.h2.value.ValueRow;
import org.h2.value.ValueVarbinary;
import org.h2.value.ValueVarchar;
import org.jspecify.annotations.Nullable;

/** H2's own values, which carry every type from one database to another as it is; objects of JDBC do not. */
final class Values {

    /** A row may have so many bytes, or characters, in large objects. */
    private static final long LARGEST = 32L << 20;

    /** Before the digits of bytes. */
    private static final String BYTES = "\\x";

    private Values() {}

    /** A field, free of the database that it comes from: large objects are read whole, which bounds them. */
    static Value read(ResultSet row, int index, TableName table) throws SQLException {
        return detached(row.unwrap(JdbcResultSet.class).getInternal(index), table);
    }

    private static Value detached(Value value, TableName table) {
        if (value instanceof ValueLob lob) {
            long length = lob instanceof ValueClob ? lob.charLength() : lob.octetLength();
            if (length > LARGEST) {
                throw new PenstockException(
                        DatabaseProblem.ROW_TOO_LARGE,
                        "A row of " + table + " holds a value of " + (length >> 20) + " MB.",
                        "Rows may have up to 32 MB: declare the table as empty in personal-data.yaml, or make its large values smaller.");
            }
            return lob instanceof ValueBlob
                    ? ValueVarbinary.getNoCopy(lob.getBytes())
                    : ValueVarchar.get(lob.getString());
        }
        if (value instanceof ValueArray array) {
            return ValueArray.get(detached(array.getList(), table), null);
        }
        return value instanceof ValueRow fields ? ValueRow.get(detached(fields.getList(), table)) : value;
    }

    private static Value[] detached(Value[] values, TableName table) {
        Value[] result = new Value[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = detached(values[i], table);
        }
        return result;
    }

    /** The text that a rewriter sees: that of {@code CAST(column AS VARCHAR)}, but for arrays and bytes. */
    static @Nullable String text(Value value) {
        if (value instanceof ValueArray array) {
            return ArrayText.of(array);
        }
        if (value instanceof ValueBinary || value instanceof ValueVarbinary) {
            return BYTES + HexFormat.of().formatHex(value.getBytesNoCopy());
        }
        return value == ValueNull.INSTANCE ? null : value.getString();
    }

    /** What a scan looks at: the text in UTF-8, or the bytes of a byte string. */
    static byte[] bytes(Value value) {
        return switch (value.getValueType()) {
            case Value.BINARY, Value.VARBINARY, Value.BLOB, Value.JAVA_OBJECT, Value.JSON -> value.getBytesNoCopy();
            default -> String.valueOf(value.getString()).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** What a text means in a column: H2 converts it when it is stored, but would make a JSON string of a JSON document. */
    static Value of(@Nullable String text, Column column) {
        if (text == null) {
            return ValueNull.INSTANCE;
        }
        return switch (column.kind()) {
            case JSON -> ValueJson.fromJson(text);
            case ARRAY -> ArrayText.read(text);
            case BINARY -> ValueVarbinary.getNoCopy(HexFormat.of().parseHex(text, BYTES.length(), text.length()));
            default -> ValueVarchar.get(text);
        };
    }

    /** About so many bytes. */
    static long size(Value value) {
        return switch (value.getValueType()) {
            case Value.CHAR, Value.VARCHAR, Value.VARCHAR_IGNORECASE ->
                String.valueOf(value.getString()).length();
            case Value.BINARY, Value.VARBINARY, Value.JSON -> value.getBytesNoCopy().length;
            default -> 8;
        };
    }
}
