package io.penstock.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help of a command: its own options first, then those of all commands under a heading of their own. */
final class HelpPage extends Help {

    private HelpPage(CommandSpec command, ColorScheme colours) {
        super(command, colours);
    }

    /** Makes these pages; a class of its own, since lambdas cost much of the time in which {@code --help} starts. */
    static final class Factory implements IHelpFactory {
        @Override
        public Help create(CommandSpec command, ColorScheme colours) {
            return new HelpPage(command, colours);
        }
    }

    @Override
    public String optionListHeading(Object... parameters) {
        return "";
    }

    @Override
    public String optionList() {
        List<OptionSpec> own = new ArrayList<>();
        List<OptionSpec> everywhere = new ArrayList<>();
        for (OptionSpec option : commandSpec().options()) {
            boolean shared = option.inherited() || option.usageHelp() || option.versionHelp();
            (shared && commandSpec().parent() != null ? everywhere : own).add(option);
        }
        return list("Options:", own) + list("Options of every command:", everywhere);
    }

    private String list(String heading, List<OptionSpec> options) {
        return options.isEmpty() ? "" : "\n" + heading + "\n" + optionListExcludingGroups(options);
    }
}
