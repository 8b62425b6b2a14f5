/**
 * The commands. Each reads its options, calls one use case of the engine and shows the result: the result alone on standard output; progress, notes and
 * problems on standard error. What the engine does and decides is not known here.
 */
@NullMarked
package io.penstock.cli;

import org.jspecify.annotations.NullMarked;
