package io.penstock.configset;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.RowScan;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundContactsTest {

    private final OutboundContacts contacts = new OutboundContacts();

    /** One row, of {@code column=value}. */
    private List<String> found(String table, String... fields) {
        List<Column> columns = new ArrayList<>();
        for (String field : fields) {
            columns.add(
                    new Column(field.substring(0, field.indexOf('=')), "text", ColumnKind.TEXT, 0, 0, 0, true, false));
        }
        Table made =
                new Table(new TableName("public", table), Table.Kind.ORDINARY, columns, List.of(), List.of(), 0, 0);
        try (RowScan.Rows rows = contacts.begin(made, columns)) {
            for (int i = 0; i < fields.length; i++) {
                byte[] text = fields[i].substring(fields[i].indexOf('=') + 1).getBytes(StandardCharsets.UTF_8);
                rows.field(i, text, 0, text.length);
            }
            if (rows.endRow()) {
                rows.key(Optional.of("id=1"));
            }
        }
        return contacts.found().stream()
                .map(each -> (each.kind() + " " + each.host()).strip())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "preference, smtp.host, mail.acme.com, mail server mail.acme.com",
        "preference, smtp.host, ' mail.acme.com:25 ', mail server mail.acme.com:25",
        "preference, smtp.host, Mail.Acme.Com, mail server Mail.Acme.Com",
        "preference, smtp.host, MAIL.ACME.COM, mail server MAIL.ACME.COM",
        "preference, smtp.host, 10.1.2.3, mail server 10.1.2.3",
        "preference, smtp.host, 10.1.2.3:587, mail server 10.1.2.3:587",
        "service, endpoint, https://live.paypal.com/v1?x=1, payment endpoint live.paypal.com",
        "service, endpoint, wss://user:secret@push.acme.com, service push.acme.com",
        "service, endpoint, https://intern, service intern",
        "service, callback_url, https://erp.acme.com/in, webhook erp.acme.com",
        "service, host, erp-2.acme.com, service erp-2.acme.com",
    })
    void namesTheHost(String table, String column, String value, String contact) {
        assertThat(found(table, "id=7", column + "=" + value)).containsExactly(contact);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                "157.78",
                "1.2.3",
                "klI5wtNvh20AAAEch.cA7bYr",
                "37RXe33dvbCAAAEJS6.gDLEX",
                "anna@acme.com",
                "see mail.acme.com for more",
                "größe.länge",
                "mail.acme.com\u00e4",
                "localhost",
                "https://localhost:8080/x",
                "shop.example.com",
                "smtp.acme.host"
            })
    void isSilentAboutWhatIsNoHostOfAnyone(String value) {
        assertThat(found("service", "endpoint=" + value)).isEmpty();
    }

    @Test
    void takesTheRowsWordsForAHint() {
        assertThat(found("preference", "name=smtp.relay", "value=out.acme.com"))
                .containsExactly("mail server out.acme.com");
    }

    @Test
    void namesJobsThatAreActive() {
        assertThat(found("job_configuration", "name=export", "active=t")).containsExactly("active job");
        assertThat(found("product", "name=shoe", "active=t")).hasSize(1);
    }

    @Test
    void forgetsARowWithTheNext() {
        assertThat(found("preference", "name=smtp.relay", "value=x")).isEmpty();
        assertThat(found("preference", "name=other", "value=out.acme.com")).containsExactly("service out.acme.com");
    }
}
