/** What do the cartridges bring to be prepared? Reads their list, descriptors and data; needs no database. Does not say what has to run: that is {@code prepare}. */
@NullMarked
package io.penstock.prepare.cartridge;

import org.jspecify.annotations.NullMarked;
