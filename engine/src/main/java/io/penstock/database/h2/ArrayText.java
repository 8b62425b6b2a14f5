package io.penstock.database.h2;

import java.util.ArrayList;
import java.util.List;
import org.h2.value.Value;
import org.h2.value.ValueArray;
import org.h2.value.ValueNull;
import org.h2.value.ValueVarchar;

/** Arrays in the form that a {@link io.penstock.database.RowRewriter} sees; H2's own text of an array does not tell where elements end. */
final class ArrayText {

    private final String text;
    private int at;

    private ArrayText(String text) {
        this.text = text;
    }

    static String of(ValueArray array) {
        StringBuilder made = new StringBuilder();
        write(array, made);
        return made.toString();
    }

    private static void write(ValueArray array, StringBuilder made) {
        made.append('{');
        Value[] elements = array.getList();
        for (int i = 0; i < elements.length; i++) {
            made.append(i == 0 ? "" : ",");
            if (elements[i] instanceof ValueArray inner) {
                write(inner, made);
            } else if (elements[i] == ValueNull.INSTANCE) {
                made.append("NULL");
            } else {
                made.append('"');
                String.valueOf(Values.text(elements[i])).chars().forEach(c -> {
                    if (c == '"' || c == '\\') {
                        made.append('\\');
                    }
                    made.append((char) c);
                });
                made.append('"');
            }
        }
        made.append('}');
    }

    /** An array of texts; H2 converts them when it stores them. */
    static ValueArray read(String text) {
        return new ArrayText(text).array();
    }

    private ValueArray array() {
        List<Value> elements = new ArrayList<>();
        at++;
        while (text.charAt(at) != '}') {
            if (text.charAt(at) == ',') {
                at++;
            } else if (text.charAt(at) == '{') {
                elements.add(array());
            } else {
                elements.add(element());
            }
        }
        at++;
        return ValueArray.get(elements.toArray(new Value[0]), null);
    }

    private Value element() {
        StringBuilder value = new StringBuilder();
        if (text.charAt(at) != '"') {
            while (",}".indexOf(text.charAt(at)) < 0) {
                value.append(text.charAt(at++));
            }
            return value.toString().equals("NULL") ? ValueNull.INSTANCE : ValueVarchar.get(value.toString());
        }
        at++;
        while (text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            value.append(text.charAt(at++));
        }
        at++;
        return ValueVarchar.get(value.toString());
    }
}
