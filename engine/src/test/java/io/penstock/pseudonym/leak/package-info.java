/** Tests of leak checks. */
@NullMarked
package io.penstock.pseudonym.leak;

import org.jspecify.annotations.NullMarked;
