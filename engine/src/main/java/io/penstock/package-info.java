/** How the engine is started ({@link io.penstock.Penstock}) and how it says that something is wrong. */
@NullMarked
package io.penstock;

import org.jspecify.annotations.NullMarked;
