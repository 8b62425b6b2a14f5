package io.penstock.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock completion}. */
@Command(
        name = "completion",
        description = {
            "Prints a script that completes penstock's words in a shell.",
            "",
            "bash: source <(penstock completion bash)",
            "zsh:  source <(penstock completion zsh)"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The shells that are served. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Session session;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        CommandSpec own = spec;
        if (own == null) {
            throw new IllegalStateException("not made by a command line");
        }
        String script = AutoComplete.bash("penstock", own.root().commandLine());
        String zsh = "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";
        session.terminal().out().print(shell == Shell.ZSH ? zsh + script : script);
        return 0;
    }
}
