package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void cutsLettersNeverHalves() {
        assertThat(Layout.cut("customer", 8)).isEqualTo("customer");
        assertThat(Layout.cut("customers", 8)).isEqualTo("custome…");
        assertThat(Layout.cut("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(Layout.cutMiddle("public.customer_address", 11)).isEqualTo("publi…dress");
    }

    @Test
    void countsColumnsNotCharacters() {
        assertThat(Layout.width("顧客")).isEqualTo(4);
        assertThat(Layout.width("e\u0301")).isEqualTo(1);
        assertThat(Layout.width("\u001b[1mbold\u001b[0m")).isEqualTo(4);
    }

    @Test
    void breaksLinesAtBlanksAndLeavesLongWordsWhole() {
        assertThat(Layout.wrap("  to jdbc:postgresql://db/acme and back\nshort\n", 20))
                .isEqualTo("  to\n      jdbc:postgresql://db/acme\n      and back\nshort\n");
    }

    @Test
    void aTableKeepsWithinTheTerminalAndShowsEveryField() {
        TextTable table = new TextTable("  ", "nrrw")
                .row("public.a_table_with_quite_a_long_name_indeed", "1,000,000", "12 MB", "pseudonymized")
                .row("public.b", "1", "1 B", "as is");
        assertThat(table.lines(50))
                .containsExactly(
                        "  public.…_indeed  1,000,000  12 MB  pseudonymized",
                        "  public.b                 1    1 B  as is")
                .allMatch(line -> line.length() <= 50);
    }

    @Test
    void fieldsThatMayBeMissingGoFirst() {
        TextTable table = new TextTable("", "www").optional(2, 1).row("20261124-235401-f6f2", "23:54", "root@vm");
        assertThat(table.lines(40)).containsExactly("20261124-235401-f6f2  23:54  root@vm");
        assertThat(table.lines(30)).containsExactly("20261124-235401-f6f2  23:54");
        assertThat(table.lines(20)).containsExactly("20261124-235401-f6f2");
    }
}
