/** PostgreSQL 14 and newer. Every quirk of that product lives here and nowhere else. */
@NullMarked
package io.penstock.database.postgresql;

import org.jspecify.annotations.NullMarked;
