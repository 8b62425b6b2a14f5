package io.penstock.configset;

/**
 * Something by which an environment may reach others.
 *
 * @param kind such as {@code payment endpoint} or {@code active job}
 * @param place {@code schema.table.column}
 * @param row the key of its row; empty where there is none that can be told
 * @param host which host is reached; empty where none is named
 */
public record OutboundContact(String kind, String place, String row, String host)
        implements Comparable<OutboundContact> {

    /** As a phrase. */
    public String phrase() {
        return kind + " in " + place + (row.isEmpty() ? "" : " (" + row + ")") + (host.isEmpty() ? "" : ": " + host);
    }

    @Override
    public int compareTo(OutboundContact other) {
        return phrase().compareTo(other.phrase());
    }
}
