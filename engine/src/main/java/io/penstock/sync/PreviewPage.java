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
            html.raw("<div class=\"wide\"><table><thead><tr>");
            html.element("th scope=\"col\"", "Row").element("th scope=\"col\"", "Column");
            html.element("th scope=\"col\"", "Pseudonymizer").element("th scope=\"col\"", "Shape before");
            html.element("th scope=\"col\"", "Pseudonym after").raw("</tr></thead><tbody>");
            int number = 0;
            for (Preview.RowPreview row : table.rows()) {
                number++;
                for (Preview.FieldPreview field : row.fields()) {
                    html.raw("<tr><td>%d</td><td>", number).name(field.column()).raw("</td>");
                    html.element("td", row.kept() ? "kept" : field.pseudonymizer());
                    html.raw("<td><code>").text(field.before()).raw("</code></td><td><code>");
                    html.text(field.after()).raw("</code></td></tr>");
                }
            }
            html.raw("</tbody></table></div>");
        }
        html.raw("</section>");
    }
}
