/**
 * What would a preparation do, tried where it harms nobody? Makes a scratch copy of a database, lets the steps run there, and compares. How steps run is left to {@code prepare}.
 */
@NullMarked
package io.penstock.prepare.rehearsal;

import org.jspecify.annotations.NullMarked;
