/**
 * How does work survive, report and end? Works that depend on one another, the workers that do them, the progress that people see, and the
 * record of every run in a store that several processes share. Nothing here knows what a run is about.
 */
@NullMarked
package io.penstock.run;

import org.jspecify.annotations.NullMarked;
