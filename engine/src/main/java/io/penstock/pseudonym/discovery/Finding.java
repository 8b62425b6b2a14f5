package io.penstock.pseudonym.discovery;

import io.penstock.database.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scan thinks of a column.
 *
 * @param type as the database writes it
 * @param field of the default list; absent where none is meant
 * @param entry the pseudonymizer as a map names it; absent for a public column, and where nothing fits
 * @param confidence in percent: how sure the verdict is; of an undecided column, how likely it is personal
 * @param reasons for people; they hold no value
 * @param shape of most values; absent where there are none, and for secrets
 */
public record Finding(
        TableName table,
        String column,
        String type,
        Verdict verdict,
        @Nullable String field,
        @Nullable String entry,
        int confidence,
        List<String> reasons,
        @Nullable String shape) {

    /** What is proposed. */
    public enum Verdict {
        PERSONAL,
        PUBLIC,
        /** A person has to decide; until then a sync refuses the column. */
        UNDECIDED
    }

    public Finding {
        reasons = List.copyOf(reasons);
    }

    Finding with(Verdict other, @Nullable String otherEntry, int otherConfidence, String reason) {
        return new Finding(table, column, type, other, field, otherEntry, otherConfidence, List.of(reason), shape);
    }

    /** With dates that move together with those of one person. */
    Finding per(String column) {
        return new Finding(
                table,
                this.column,
                type,
                verdict,
                field,
                "{as: date, per: " + Yaml.key(column) + "}",
                confidence,
                reasons,
                shape);
    }
}
