package io.penstock.pseudonym.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.ForeignKey;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferringColumnsTest {

    private final List<Table> tables = new ArrayList<>();
    private final List<ForeignKey> keys = new ArrayList<>();

    private static TableName name(String table) {
        return new TableName("public", table);
    }

    /** Columns are texts; those with a {@code ?} may be NULL, and those with a {@code #} are numbers. */
    private void table(String table, String... columns) {
        List<Column> made = new ArrayList<>();
        for (String column : columns) {
            ColumnKind kind = column.contains("#") ? ColumnKind.INTEGER : ColumnKind.TEXT;
            String plain = column.replaceAll("[?#]", "");
            made.add(new Column(plain, "a type", kind, 0, 0, 0, column.contains("?"), false));
        }
        tables.add(new Table(name(table), Table.Kind.ORDINARY, made, List.of(), List.of(), 0, 0));
    }

    private void key(String from, List<String> columns, String to, List<String> referenced, boolean validated) {
        keys.add(new ForeignKey("a key", name(from), columns, name(to), referenced, validated));
    }

    private boolean leavesOut(String table, String column) {
        return new ReferringColumns(new Catalog(tables, keys, List.of(), 0)).contains(name(table), column);
    }

    @Test
    void leavesOutWhatReferredToStandsElsewhere() {
        table("customer", "id", "login");
        table("address", "customer?", "street");
        key("address", List.of("customer"), "customer", List.of("id"), true);
        assertThat(leavesOut("address", "customer")).isTrue();
        assertThat(leavesOut("address", "street")).isFalse();
        assertThat(leavesOut("customer", "id")).isFalse();
    }

    @Test
    void followsAChainToItsEnd() {
        table("customer", "id");
        table("profile", "customer");
        table("photo", "profile");
        key("profile", List.of("customer"), "customer", List.of("id"), true);
        key("photo", List.of("profile"), "profile", List.of("customer"), true);
        assertThat(leavesOut("photo", "profile")).isTrue();
        assertThat(leavesOut("profile", "customer")).isTrue();
        assertThat(leavesOut("customer", "id")).isFalse();
    }

    @Test
    void looksThroughColumnsThatReferToOneAnother() {
        table("a", "id");
        table("b", "id");
        key("a", List.of("id"), "b", List.of("id"), true);
        key("b", List.of("id"), "a", List.of("id"), true);
        assertThat(leavesOut("a", "id")).isFalse();
        assertThat(leavesOut("b", "id")).isFalse();
    }

    @Test
    void looksThroughWhatAKeyDoesNotVouchFor() {
        table("customer", "id", "country");
        table("old", "customer");
        table("half", "customer?", "country?");
        table("other", "customer#");
        key("old", List.of("customer"), "customer", List.of("id"), false);
        key("half", List.of("customer", "country"), "customer", List.of("id", "country"), true);
        key("other", List.of("customer"), "customer", List.of("id"), true);
        assertThat(leavesOut("old", "customer")).as("not validated").isFalse();
        assertThat(leavesOut("half", "customer"))
                .as("the other column may be NULL")
                .isFalse();
        assertThat(leavesOut("other", "customer")).as("of another kind").isFalse();
    }

    @Test
    void leavesOutAWholeKeyOfSeveralColumns() {
        table("customer", "id", "country");
        table("address", "customer", "country");
        key("address", List.of("customer", "country"), "customer", List.of("id", "country"), true);
        assertThat(leavesOut("address", "customer")).isTrue();
        assertThat(leavesOut("address", "country")).isTrue();
    }
}
