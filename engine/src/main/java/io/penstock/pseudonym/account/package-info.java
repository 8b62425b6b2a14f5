/**
 * Which rows of test accounts stay as they are on their way down? The entries of a map that keep an account with everything that hangs on it, the
 * approvals of operators without which an entry has no effect, and the walk along foreign keys that finds the rows. What becomes of kept rows is
 * none of its business.
 */
@NullMarked
package io.penstock.pseudonym.account;

import org.jspecify.annotations.NullMarked;
