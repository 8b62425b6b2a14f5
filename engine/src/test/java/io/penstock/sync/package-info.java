/** Tests of the sync that need no database. */
@NullMarked
package io.penstock.sync;

import org.jspecify.annotations.NullMarked;
