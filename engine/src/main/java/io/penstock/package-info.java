/** How the engine is started ({@link io.penstock.Penstock}) how it says that something is wrong, and how it writes numbers. */
@NullMarked
package io.penstock;

import org.jspecify.annotations.NullMarked;
