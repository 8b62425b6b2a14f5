/**
 * How are an environment's application and monitoring told of what is done to it? The hooks of its lifecycle, and the downtime between them, which ends in any case:
 * after a failure at once, after a crash with the next command.
 */
@NullMarked
package io.penstock.lifecycle;

import org.jspecify.annotations.NullMarked;
