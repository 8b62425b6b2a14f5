/** Tests of the commands, run in this process with captured streams. */
@NullMarked
package io.penstock.cli;

import org.jspecify.annotations.NullMarked;
