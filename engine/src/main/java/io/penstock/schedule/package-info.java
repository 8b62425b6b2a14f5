/**
 * When does work begin by itself? Times by cron expression or date in a time zone, kept in the store; workers on any machine that start each of them once;
 * and what becomes of a time that nobody was there for.
 */
@NullMarked
package io.penstock.schedule;

import org.jspecify.annotations.NullMarked;
