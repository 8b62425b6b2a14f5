/**
 * How are cartridges prepared? Works out which preparation steps of the cartridges a database still needs, runs them in three phases, and keeps a registry of them in the database
 * itself. Reading descriptors is left to {@code prepare.cartridge}, and what steps do to {@code prepare.preparer}.
 */
@NullMarked
package io.penstock.prepare;

import org.jspecify.annotations.NullMarked;
