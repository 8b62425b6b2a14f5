/** Tests of preparing cartridges. */
@NullMarked
package io.penstock.prepare;

import org.jspecify.annotations.NullMarked;
