/**
 * How do we get back? The form in which environments are backed up, the places where backups rest, how they are encrypted and found sound, and how long they are kept. What
 * is read for a backup, and what a restored environment has to pass, is decided elsewhere.
 */
@NullMarked
package io.penstock.backup;

import org.jspecify.annotations.NullMarked;
