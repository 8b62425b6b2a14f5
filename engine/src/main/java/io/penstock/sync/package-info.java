/**
 * How is an environment refreshed from a higher one? The planner only reads, the run does, the report is the record. Databases and files are
 * moved by their own packages; here stands what comes when, and what forbids it.
 */
@NullMarked
package io.penstock.sync;

import org.jspecify.annotations.NullMarked;
