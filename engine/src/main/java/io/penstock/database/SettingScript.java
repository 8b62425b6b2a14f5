package io.penstock.database;

import io.penstock.landscape.Place;

/** SQL that a person has written for what settings of rows cannot say; running it twice has to come to the same as running it once. */
public record SettingScript(Place place, String sql) {}
