package io.penstock.pseudonym;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Replaces text that is kept as bytes of UTF-8. Bytes that are no text become none and are counted.
 *
 * @param whole whether the replacement does not depend on what the text says, so that any bytes will do
 */
record TextBytes(Pseudonymizer text, boolean whole, OddValues odd) implements Pseudonymizer {

    private static final String PREFIX = "\\x";

    @Override
    public @Nullable String replace(String value, RowContext row) {
        String decoded = decoded(value);
        if (decoded == null && !whole) {
            odd.add();
            return PREFIX;
        }
        if (decoded != null && decoded.isEmpty()) {
            return value;
        }
        String made = text.replace(decoded == null ? value : decoded, row);
        return made == null ? null : PREFIX + HexFormat.of().formatHex(made.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String decoded(String value) {
        if (!value.startsWith(PREFIX)) {
            return null;
        }
        try {
            byte[] bytes = HexFormat.of().parseHex(value, PREFIX.length(), value.length());
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return decoded.indexOf('\u0000') < 0 ? decoded : null;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return null;
        }
    }
}
