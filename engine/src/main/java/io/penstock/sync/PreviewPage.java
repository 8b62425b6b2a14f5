package io.penstock.sync;

import io.penstock.Html;

/** A preview as one page of HTML. */
public final class PreviewPage {

    private final Preview preview;
    private final Html html;

    /** @throws IllegalArgumentException when the preview holds real values */
    public PreviewPage(Preview preview) {
        if (preview.revealed()) {
            throw new IllegalArgumentException("real values are shown on a terminal alone");
        }
        this.preview = preview;
        this.html = Html.page("What the personal-data map makes of " + preview.environment());
    }

    public String render() {
        html.raw("<header>")
                .element("h1", "What the personal-data map makes of " + preview.environment())
                .raw("</header>");
        preview.tables().forEach(this::table);
        return html.raw("<footer>")
                .text("This page holds shapes and pseudonyms, and no value of the database.")
                .raw("</footer>")
                .endPage();
    }

    private void table(Preview.TablePreview table) {
        html.raw("<section><h2>")
                .name(table.table())
                .text(", " + table.cluster())
                .raw("</h2>");
        if (table.rows().isEmpty()) {
            html.element("p", "no rows");
        } else {
            html.raw("<div class=\"wide\"><table><thead><tr>")
                    .element("th scope=\"col\" style=\"width:28%\"", "Column");
            html.element("th scope=\"col\"", "Shape before").element("th scope=\"col\"", "Pseudonym after");
            html.raw("</tr></thead>");
            int number = 0;
            for (Preview.RowPreview row : table.rows()) {
                String head = "Row " + ++number + (row.kept() ? ", kept as it is" : "");
                html.raw("<tbody><tr>")
                        .element("th scope=\"rowgroup\" colspan=\"3\"", head)
                        .raw("</tr>");
                row.fields().forEach(field -> field(field, row.kept()));
                html.raw("</tbody>");
            }
            html.raw("</table></div>");
        }
        html.raw("</section>");
    }

    private void field(Preview.FieldPreview field, boolean kept) {
        html.raw("<tr><td>").name(field.column());
        html.raw("<br><small>").text(kept ? "" : field.pseudonymizer()).raw("</small></td>");
        html.raw("<td><code>").text(field.before()).raw("</code></td><td><code>");
        html.text(field.after()).raw("</code></td></tr>");
    }
}
