package io.penstock.database;

/** A table's name, as the catalog spells it, unquoted. */
public record TableName(String schema, String name) implements Comparable<TableName>, java.io.Serializable {

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    /** For people: {@code schema.name}, unquoted. */
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
