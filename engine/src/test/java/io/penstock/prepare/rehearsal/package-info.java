/** Tests of rehearsals. */
@NullMarked
package io.penstock.prepare.rehearsal;

import org.jspecify.annotations.NullMarked;
