package io.penstock.pseudonym;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Examples for plans and reports, made from invented values. */
final class Samples {

    private Samples() {}

    static BoundMap.PersonalColumn describe(BoundColumn bound, Pseudonymizer pseudonymizer) {
        String sample = sample(bound);
        return new BoundMap.PersonalColumn(
                bound.table(),
                bound.column().name(),
                bound.recipe().label(),
                bound.entry().link(),
                sample,
                example(bound, sample, pseudonymizer),
                bound.recipe().losesContent());
    }

    private static @Nullable String example(BoundColumn bound, String sample, Pseudonymizer pseudonymizer) {
        return pseudonymizer.replace(sample, RowContext.NONE);
    }

    private static String sample(BoundColumn bound) {
        Column column = bound.column();
        String sample = bound.recipe().sample();
        if (bound.recipe() == Recipe.JSON) {
            return document(bound.entry().options().paths());
        }
        if (bound.recipe() == Recipe.DATE && column.kind() == ColumnKind.TIMESTAMP) {
            return sample + " 08:30:00";
        }
        if (bound.recipe() == Recipe.TIMESTAMP && column.kind() == ColumnKind.INTEGER) {
            return bound.largestInteger() > Integer.MAX_VALUE ? "1588666200000" : "1588666200";
        }
        if (bound.recipe() == Recipe.NUMBER) {
            int digits = column.precision() > 0 ? Math.max(1, column.precision() - column.scale()) : sample.length();
            int room = bound.largestInteger() < 1_234_567 ? 2 : sample.length();
            return sample.substring(0, Math.min(sample.length(), Math.min(digits, room)));
        }
        return Fold.cut(sample, column.maxLength());
    }

    /** A document in which the last key of every path stands at the root, if that is where the path leads; otherwise an empty one. */
    private static String document(Map<String, Options.Entry> paths) {
        StringBuilder document = new StringBuilder("{");
        paths.forEach((path, entry) -> {
            String key = path.substring(path.lastIndexOf('.') + 1);
            if (key.matches("[A-Za-z0-9_-]+")) {
                document.append(document.length() == 1 ? "" : ", ")
                        .append(nested(path, key, entry.recipe().sample()));
            }
        });
        return document.append('}').toString();
    }

    private static String nested(String path, String key, String sample) {
        String[] keys =
                path.startsWith("$..") ? new String[] {key} : path.substring(2).split("\\.", -1);
        StringBuilder open = new StringBuilder();
        StringBuilder close = new StringBuilder();
        for (int i = 0; i < keys.length - 1; i++) {
            boolean list = keys[i].endsWith("]");
            String name = list ? keys[i].substring(0, keys[i].indexOf('[')) : keys[i];
            open.append('"').append(name).append(list ? "\": [{" : "\": {");
            close.insert(0, list ? "}]" : "}");
        }
        return open + "\"" + key + "\": \"" + sample + "\"" + close;
    }
}
