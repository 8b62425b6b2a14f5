/**
 * What is wrong with cartridges, before any database is touched? Reads their descriptors, scripts, data and classes, and tells faults and what is dangerous about SQL. Runs nothing, and
 * knows nothing of registries.
 */
@NullMarked
package io.penstock.prepare.validation;

import org.jspecify.annotations.NullMarked;
