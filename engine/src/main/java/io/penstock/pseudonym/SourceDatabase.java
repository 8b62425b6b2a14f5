package io.penstock.pseudonym;

import io.penstock.database.Catalog;
import java.util.Optional;

/**
 * A database that one map is made for together with others.
 *
 * @param name for people, such as {@code prd edit}
 * @param catalog absent when it could not be read
 */
public record SourceDatabase(String name, Optional<Catalog> catalog) {}
