/** Tests of preparing cartridges. */
@NullMarked
package io.penstock.prepare.cartridge;

import org.jspecify.annotations.NullMarked;
