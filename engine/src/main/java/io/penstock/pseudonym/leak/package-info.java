/**
 * Did a personal value reach the copy all the same? Remembers keyed fingerprints of the values that were read and replaced, and looks for them in everything that the
 * copy holds. It knows neither the map nor a database: values come from the pseudonymizers, and what is searched through {@link io.penstock.database.RowScan}.
 */
@NullMarked
package io.penstock.pseudonym.leak;

import org.jspecify.annotations.NullMarked;
