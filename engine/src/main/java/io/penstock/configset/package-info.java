/**
 * What must differ on the target? Reads configuration sets, which say how rows of an environment should be, and looks for contacts of production that must not stand in it. How
 * rows are set is a matter of the database.
 */
@NullMarked
package io.penstock.configset;

import org.jspecify.annotations.NullMarked;
