package io.penstock.landscape;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What must not stand in an environment, since it would reach a partner of production: a host, an account, a key.
 *
 * @param pattern found anywhere in a text, in upper or lower case
 * @param except tables, or columns as {@code table.column}, in which it may stand
 * @param place where it stands in the file
 */
public record ForbiddenContact(Pattern pattern, List<String> except, Place place) {
    public ForbiddenContact {
        except = List.copyOf(except);
    }
}
