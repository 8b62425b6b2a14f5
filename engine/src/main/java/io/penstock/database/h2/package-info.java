/**
 * How do we speak to H2, the embedded default for the demonstration and the store? A database is a file here: a copy grows in a file beside it and
 * replaces it by rename. Nothing of H2 is seen outside this package; of completeness it promises what the example needs.
 */
@NullMarked
package io.penstock.database.h2;

import org.jspecify.annotations.NullMarked;
