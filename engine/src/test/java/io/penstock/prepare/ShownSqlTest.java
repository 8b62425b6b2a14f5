package io.penstock.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownSqlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "INSERT INTO a VALUES (1, 'Anna')          | INSERT INTO a VALUES (1, '…')",
                "SELECT 'it''s Anna', ''                   | SELECT '…', ''",
                "SELECT E'it\\'s Anna' FROM b              | SELECT '…' FROM b",
                "SELECT 1 -- it's one, 'Anna'              | SELECT 1 -- it's one, 'Anna'",
                "SELECT \"it's\" /* it's */ FROM c WHERE d = 'Anna' | SELECT \"it's\" /* it's */ FROM c WHERE d = '…'",
                "AS $body$ RETURN 'Anna'; $body$           | AS $body$ RETURN '…'; $body$",
                "SELECT 'Anna                              | SELECT '…'"
            })
    void masksTexts(String sql, String shown) {
        assertThat(ShownSql.of(sql)).isEqualTo(shown);
    }
}
