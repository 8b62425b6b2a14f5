/** Tests of the whole product on real servers, and of the rules that its code keeps. */
@NullMarked
package io.penstock.checks;

import org.jspecify.annotations.NullMarked;
