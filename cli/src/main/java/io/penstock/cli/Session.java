package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.run.ProcessHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the commands of one process share: the streams, the environment variables, the global options. */
final class Session {

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Interruption interruption;
    private final GlobalOptions options = new GlobalOptions();
    private final List<Penstock> opened = new ArrayList<>();

    Session(Terminal terminal, Map<String, String> environment, Interruption interruption) {
        this.terminal = terminal;
        this.environment = Map.copyOf(environment);
        this.interruption = interruption;
    }

    Terminal terminal() {
        return terminal;
    }

    Map<String, String> environment() {
        return environment;
    }

    Interruption interruption() {
        return interruption;
    }

    GlobalOptions options() {
        return options;
    }

    /** Reads the landscape, and tells its warnings. */
    Penstock open() {
        return open(options.config);
    }

    Penstock open(Path configuration) {
        Penstock penstock = Penstock.open(configuration, environment);
        opened.add(penstock);
        penstock.warnings().forEach(this::note);
        return penstock;
    }

    /** Ends what the command has left open. */
    void close() {
        opened.forEach(Penstock::close);
        opened.clear();
    }

    /** Writes the result of the command. */
    void result(Object json, String text) {
        if (options.json()) {
            terminal.json(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(json));
        } else {
            String lines = text.endsWith("\n") || text.isEmpty() ? text : text + "\n";
            terminal.out().print(terminal.outShown() ? Layout.wrap(lines, terminal.columns()) : lines);
        }
    }

    /** Tells something beside the result. */
    void note(String text) {
        if (!options.quiet) {
            terminal.err().println(terminal.errShown() ? Layout.wrap(text, terminal.columns()) : text);
        }
    }

    /** For standard output. */
    Style style() {
        return style(terminal.outShown());
    }

    /** For standard error. */
    Style errStyle() {
        return style(terminal.errShown());
    }

    private Style style(boolean shown) {
        boolean plain = options.noColor
                || !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || "dumb".equals(environment.get("TERM"));
        // In a file or a pipe nothing is cut: whoever searches there shall find it.
        return new Style(shown && !plain, shown ? terminal.columns() : Integer.MAX_VALUE);
    }

    /** User and machine, for the records. */
    static String startedBy() {
        return System.getProperty("user.name", "unknown") + "@" + ProcessHost.NAME;
    }
}
