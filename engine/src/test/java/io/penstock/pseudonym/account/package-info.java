/** Tests of the accounts that are kept. */
@NullMarked
package io.penstock.pseudonym.account;

import org.jspecify.annotations.NullMarked;
