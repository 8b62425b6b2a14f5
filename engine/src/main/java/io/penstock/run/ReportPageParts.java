package io.penstock.run;

import io.penstock.Html;
import java.util.List;

/** What the pages of all reports have alike. For one thread. */
public final class ReportPageParts {

    private final Html html;

    /** @param html the page that the parts are added to */
    public ReportPageParts(Html html) {
        this.html = html;
    }

    /** What was done, how it ended, when it began and who began it. */
    public void header(String title, String state, String began, String startedBy) {
        html.raw("<header>")
                .element("h1", title)
                .raw("<p><span class=\"state %s\">", state.equals("done") ? "done" : "bad")
                .text(state)
                .raw("</span><time datetime=\"%s\">", Html.escaped(began))
                .text(ReportLines.moment(began))
                .raw("</time>, by ")
                .text(startedBy)
                .raw("</p></header>");
    }

    /** What ended it early, each with its code in front. */
    public void problems(String state, List<String> problems) {
        if (problems.isEmpty()) {
            return;
        }
        html.raw("<section class=\"problem\" role=\"alert\">")
                .element("h2", state.equals("cancelled") ? "Cancelled" : "What went wrong");
        for (String problem : problems) {
            int end = problem.indexOf(' ');
            boolean code = end > 0 && problem.substring(0, end).matches("[A-Z][A-Z0-9-]+");
            html.raw("<p>");
            if (code) {
                html.element("strong", problem.substring(0, end)).text(problem.substring(end));
            } else {
                html.text(problem);
            }
            html.raw("</p>");
        }
        html.raw("</section>");
    }

    /** One figure of a list of figures. */
    public void figure(String name, String value) {
        html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
    }

    /** What people should know, as phrases. */
    public void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            html.raw("<section class=\"card note\"><h3>Notes</h3><ul>");
            notes.forEach(note -> html.element("li", ReportLines.sentence(note)));
            html.raw("</ul></section>");
        }
    }

    /** Phrases under a title; nothing where there are none. */
    public void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            html.element("p", title + ":").raw("<ul>");
            items.forEach(item -> html.element("li", item));
            html.raw("</ul>");
        }
    }

    /** The end of the page. */
    public String end(String run, String began, String ended) {
        html.raw("<footer>").text("Run " + run + ". Begun " + began + ", ended " + ended);
        return html.raw(". This page holds no value of a database.</footer>").endPage();
    }
}
