/**
 * How are personal values disguised? The personal-data map, which says what is personal, and the pseudonymizers, which make the replacements: pure functions
 * of a value and a key. Nothing here reads a database; rows come and go through {@link io.penstock.database.RowRewriter}.
 */
@NullMarked
package io.penstock.pseudonym;

import org.jspecify.annotations.NullMarked;
