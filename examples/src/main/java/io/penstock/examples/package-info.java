/**
 * A shop to try things on: its landscape, its databases and its files, made up from a seed. It knows nothing of the rest
 * of the product, so that tests and benchmarks of every module can use it.
 */
@NullMarked
package io.penstock.examples;

import org.jspecify.annotations.NullMarked;
