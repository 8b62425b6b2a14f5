/** What can the steps of cartridges do without Java of their own? The built-in preparers, under the documented names. How they come to run is left to {@code prepare}. */
@NullMarked
package io.penstock.prepare.preparer;

import org.jspecify.annotations.NullMarked;
