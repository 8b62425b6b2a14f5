/** Where may we read and write? The environments of one installation, as {@code penstock.yaml} declares them. */
@NullMarked
package io.penstock.landscape;

import org.jspecify.annotations.NullMarked;
