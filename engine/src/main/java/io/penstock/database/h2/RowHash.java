package io.penstock.database.h2;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.penstock.database.RowSum;
import org.h2.util.HasSQL;
import org.h2.value.Value;
import org.h2.value.ValueNull;

/** Sums the hashes of rows; the same values give the same sum, from whatever database they come. For one thread. */
final class RowHash {

    private final HashStream128 stream = Hashing.xxh3_128().hashStream();
    private long rows;
    private long high;
    private long low;

    void begin() {
        stream.reset();
    }

    void add(Value value) {
        if (value == ValueNull.INSTANCE) {
            stream.putByte((byte) 0);
            return;
        }
        stream.putByte((byte) 1);
        switch (value.getValueType()) {
            case Value.BINARY, Value.VARBINARY, Value.BLOB, Value.JAVA_OBJECT, Value.GEOMETRY, Value.JSON, Value.UUID ->
                stream.putByteArray(value.getBytesNoCopy());
            case Value.ARRAY, Value.ROW -> stream.putString(value.getSQL(HasSQL.DEFAULT_SQL_FLAGS));
            default -> stream.putString(value.getString());
        }
    }

    void end() {
        HashValue128 hash = stream.get();
        RowSum sum = new RowSum(rows, high, low)
                .plus(new RowSum(1, hash.getMostSignificantBits(), hash.getLeastSignificantBits()));
        rows = sum.rows();
        high = sum.high();
        low = sum.low();
    }

    RowSum sum() {
        return new RowSum(rows, high, low);
    }
}
