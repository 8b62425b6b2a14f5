package io.penstock.configset;

import io.penstock.database.Column;
import io.penstock.database.RowScan;
import io.penstock.database.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks without being told for what usually reaches out: mail servers, payment providers, webhooks and other services, jobs that are active. Names only hosts, no other part of
 * a value. Meant for small tables, which hold the configuration. Thread-safe.
 */
public final class OutboundContacts implements RowScan {

    /** Tables with more bytes hold what users entered rather than what operators configured. */
    public static final long MOST_BYTES = 4L << 20;

    private static final int MOST = 200;
    private static final int LONGEST = 2000;

    private static final Pattern URL =
            Pattern.compile("^\\s*[a-z][a-z0-9+.-]*://(?:[^/\\s@]*@)?([a-z0-9.-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST = Pattern.compile(
            "^\\s*((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}|\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d+)?\\s*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PAYMENT = Pattern.compile(
            "paypal|adyen|klarna|stripe|worldpay|payone|computop|saferpay|datatrans|braintree|mollie|unzer|heidelpay"
                    + "|concardis|sofort|amazonpay|cybersource|authorize\\.net|checkout\\.com|payment|psp",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WEBHOOK = Pattern.compile("webhook|callback|notif|hook", Pattern.CASE_INSENSITIVE);
    private static final Pattern MAIL =
            Pattern.compile("smtp|mail[._-]?(?:server|host|relay|gateway)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SERVICE = Pattern.compile(
            "url|uri|endpoint|host|server|service|address|api|gateway|target", Pattern.CASE_INSENSITIVE);
    private static final Pattern JOB =
            Pattern.compile("job|schedul|cron|timer|trigger|recurr", Pattern.CASE_INSENSITIVE);
    private static final Pattern ACTIVE =
            Pattern.compile("^(?:is_?)?(?:active|enabled|scheduled|running|state|status)$", Pattern.CASE_INSENSITIVE);
    private static final Set<String> YES =
            Set.of("t", "true", "1", "y", "yes", "on", "active", "enabled", "scheduled", "running", "ready");
    /** Hosts that nobody owns, and names of settings that look like hosts. */
    private static final Pattern HARMLESS = Pattern.compile(
            "^(?:localhost|127\\..*|0\\.0\\.0\\.0|.*\\.(?:test|example|invalid|localhost)|(?:.*\\.)?example\\.(?:com|org|net)|(?:www\\.)?w3\\.org"
                    + "|.*\\.(?:host|server|port|url|uri|user|name|password|from|relay|gateway|address|endpoint|enabled|active|timeout))$",
            Pattern.CASE_INSENSITIVE);

    private final Set<OutboundContact> found = new TreeSet<>();

    /** What was found, at most {@value #MOST} contacts. */
    public synchronized List<OutboundContact> found() {
        return List.copyOf(found);
    }

    private synchronized void add(OutboundContact contact) {
        if (found.size() < MOST) {
            found.add(contact);
        }
    }

    @Override
    public Rows begin(Table table, List<Column> columns) {
        return new Looking(table, columns);
    }

    @Override
    public Rows begin(String place) {
        return NO_ROWS;
    }

    private record Field(int column, String text) {}

    /** What the name of a column tells. */
    private record Hints(String column, boolean mail, boolean webhook, boolean service, boolean active) {

        static Hints of(String table, String column) {
            String name = table + " " + column;
            return new Hints(
                    column,
                    MAIL.matcher(name).find(),
                    WEBHOOK.matcher(name).find(),
                    SERVICE.matcher(column).find()
                            || column.toLowerCase(Locale.ROOT).contains("value"),
                    ACTIVE.matcher(column).matches());
        }
    }

    private final class Looking implements Rows {

        private final String table;
        private final boolean job;
        private final List<Column> columns;
        private final List<Hints> hints;
        private final ContactText row = new ContactText();
        private final List<OutboundContact> pending = new ArrayList<>();

        Looking(Table table, List<Column> columns) {
            this.table = table.name().toString();
            this.job = JOB.matcher(table.name().name()).find();
            this.columns = columns;
            this.hints = columns.stream()
                    .map(column -> Hints.of(this.table, column.name()))
                    .toList();
        }

        @Override
        public boolean wants(int column) {
            return switch (columns.get(column).kind()) {
                case DATE, TIME, TIMESTAMP, FLOAT, UUID -> false;
                default -> true;
            };
        }

        @Override
        public void field(int column, byte[] text, int from, int to) {
            if (to - from <= LONGEST) {
                row.add(column, text, from, to, job && hints.get(column).active());
            }
        }

        @Override
        public boolean endRow() {
            if (row.mayReachOut()) {
                look();
            }
            row.clear();
            return !pending.isEmpty();
        }

        private void look() {
            List<Field> fields = new ArrayList<>();
            StringBuilder words = new StringBuilder(table);
            row.forEach((column, text) -> {
                fields.add(new Field(column, text));
                words.append(' ').append(text);
            });
            for (Field field : fields) {
                Hints hint = hints.get(field.column());
                Matcher url = URL.matcher(field.text());
                if (url.find()) {
                    host(hint, url.group(1), words);
                } else if (HOST.matcher(field.text()).matches()) {
                    host(hint, field.text().strip(), words);
                } else if (job
                        && hint.active()
                        && YES.contains(field.text().strip().toLowerCase(Locale.ROOT))) {
                    pending.add(new OutboundContact("active job", table + "." + hint.column(), "", ""));
                }
            }
        }

        private void host(Hints hint, String host, CharSequence words) {
            String kind;
            if (hint.mail() || MAIL.matcher(words).find()) {
                kind = "mail server";
            } else if (PAYMENT.matcher(host).find()
                    || hint.service() && PAYMENT.matcher(words).find()) {
                kind = "payment endpoint";
            } else if (hint.webhook()
                    || hint.service() && WEBHOOK.matcher(words).find()) {
                kind = "webhook";
            } else if (hint.service()) {
                kind = "service";
            } else {
                return;
            }
            if (HARMLESS.matcher(host).matches()) {
                return;
            }
            pending.add(new OutboundContact(kind, table + "." + hint.column(), "", host));
        }

        @Override
        public void key(Optional<String> key) {
            pending.forEach(each -> add(new OutboundContact(each.kind(), each.place(), key.orElse(""), each.host())));
            pending.clear();
        }

        @Override
        public void close() {}
    }
}
