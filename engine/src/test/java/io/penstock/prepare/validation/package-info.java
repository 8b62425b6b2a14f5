/** Tests of validation. */
@NullMarked
package io.penstock.prepare.validation;

import org.jspecify.annotations.NullMarked;
