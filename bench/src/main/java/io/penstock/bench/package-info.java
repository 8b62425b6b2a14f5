/** How fast are we, beside what people use today? Ships nothing. */
@NullMarked
package io.penstock.bench;

import org.jspecify.annotations.NullMarked;
