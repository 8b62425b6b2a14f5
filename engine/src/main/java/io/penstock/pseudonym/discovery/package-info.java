/**
 * Which columns of a database are personal? Reads names, types, comments and a sample of the content, and drafts a personal-data map for a person to finish.
 * Decides nothing by itself: what is doubtful stays unclassified, so that a sync refuses it. No value leaves this package, only shapes.
 */
@NullMarked
package io.penstock.pseudonym.discovery;

import org.jspecify.annotations.NullMarked;
