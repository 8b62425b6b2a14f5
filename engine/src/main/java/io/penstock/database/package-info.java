/**
 * How do we talk to a database, and what is in it? The vendor-neutral words, and the {@link io.penstock.database.Dialect} that each vendor implements
 * in a package of its own. Nothing here knows what is personal or why a database is copied.
 */
@NullMarked
package io.penstock.database;

import org.jspecify.annotations.NullMarked;
