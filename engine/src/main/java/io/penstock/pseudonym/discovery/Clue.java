package io.penstock.pseudonym.discovery;

/**
 * Something that speaks for a field.
 *
 * @param weight from 0 to 1: the chance that it is right
 * @param why for people
 */
record Clue(Field field, double weight, String why) {}
