/**
 * What does a git repository hold at a commit? Fetches what a reference names into the store directory and reads it there. A repository is written by others: nothing of it is run,
 * and its files leave it only as plain files inside the directory that they are checked out to.
 */
@NullMarked
package io.penstock.git;

import org.jspecify.annotations.NullMarked;
