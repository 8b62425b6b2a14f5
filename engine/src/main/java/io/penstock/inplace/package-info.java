/**
 * How is a database pseudonymized where it stands, once it was restored by other means? The planner only reads, the run does, the report is the
 * record. What a finished run leaves is sealed and guarded as what a sync leaves, so this package stands below that of syncs.
 */
@NullMarked
package io.penstock.inplace;

import org.jspecify.annotations.NullMarked;
