/** Tests of finding personal data. */
@NullMarked
package io.penstock.pseudonym.discovery;

import org.jspecify.annotations.NullMarked;
