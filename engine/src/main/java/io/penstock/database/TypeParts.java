package io.penstock.database;

import java.util.List;

/** What the values of a type are made of, where the kind of the column alone does not say. */
public sealed interface TypeParts {

    /** Of nothing that is looked into. */
    record None() implements TypeParts {}

    /**
     * Of elements, in any number of dimensions.
     *
     * @param element without a name
     */
    record Elements(Column element) implements TypeParts {}

    /** Of fields, in the order of the type. */
    record Fields(List<Column> fields) implements TypeParts {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /** One of these labels, in the order of the type. */
    record Labels(List<String> labels) implements TypeParts {
        public Labels {
            labels = List.copyOf(labels);
        }
    }

    /**
     * Of two bounds, or of many pairs of them.
     *
     * @param bound without a name
     */
    record Bounds(Column bound) implements TypeParts {}

    TypeParts NONE = new None();
}
