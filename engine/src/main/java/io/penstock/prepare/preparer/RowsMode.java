package io.penstock.prepare.preparer;

/** What a preparer of rows does with the data sets that it is given. */
enum RowsMode {
    /** Adds what is missing and updates what differs. */
    UPSERT,
    /** Leaves alone what is there. */
    ADD,
    /** Makes no new rows. */
    UPDATE,
    DELETE,
    /** Writes localized texts of rows that are there. */
    TEXTS
}
