/**
 * Who must know? People are told when a run begins and how it ended, by mail and by webhooks. Messages rest in an outbox in the store directory until they are delivered; what stands in
 * them is what stands in reports, and no personal value.
 */
@NullMarked
package io.penstock.message;

import org.jspecify.annotations.NullMarked;
