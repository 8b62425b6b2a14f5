package io.penstock.prepare.validation;

/**
 * A fault, where it is, and what to do about it.
 *
 * @param line counted from 1; 0 where it is the file as a whole
 * @param what a whole sentence
 * @param remedy another
 */
record Finding(Fault fault, String file, int line, String what, String remedy) {}
