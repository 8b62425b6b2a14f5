@NullMarked
package io.penstock.message;

import org.jspecify.annotations.NullMarked;
