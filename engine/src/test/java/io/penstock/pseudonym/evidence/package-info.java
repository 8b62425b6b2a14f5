/** Tests of evidence. */
@NullMarked
package io.penstock.pseudonym.evidence;

import org.jspecify.annotations.NullMarked;
