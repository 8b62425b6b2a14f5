/** What holds for the whole house: its architecture, its documents, and what a whole build says at its end. Ships nothing. */
@NullMarked
package io.penstock.checks;

import org.jspecify.annotations.NullMarked;
