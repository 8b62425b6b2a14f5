/**
 * What can be shown of a run to someone who was not there? Counts of what was done to each personal column, and a signature over them. It holds no value of a
 * database.
 */
@NullMarked
package io.penstock.pseudonym.evidence;

import org.jspecify.annotations.NullMarked;
