/**
 * How do file trees get equal? Directories of a target's shared file system are made equal to the source's: planned, staged beside the target, renamed in,
 * and put back on demand. Whether a direction is allowed is decided elsewhere.
 */
@NullMarked
package io.penstock.files;

import org.jspecify.annotations.NullMarked;
