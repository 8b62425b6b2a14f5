/** Tests of runs. */
@NullMarked
package io.penstock.schedule;

import org.jspecify.annotations.NullMarked;
