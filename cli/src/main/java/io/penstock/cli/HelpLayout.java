package io.penstock.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of a command shows its own options first, and those of all commands under a heading of their own. */
final class HelpLayout {

    private static final String GLOBAL = "globalOptions";

    private HelpLayout() {}

    static void apply(CommandLine line) {
        for (CommandLine subcommand : line.getSubcommands().values()) {
            Map<String, CommandLine.IHelpSectionRenderer> sections = subcommand.getHelpSectionMap();
            sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> heading(help, false, "Options:"));
            sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> list(help, false));
            sections.put(GLOBAL, help -> heading(help, true, "Options of every command:") + list(help, true));
            List<String> keys = new ArrayList<>(subcommand.getHelpSectionKeys());
            keys.remove(GLOBAL);
            keys.add(keys.indexOf(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING), GLOBAL);
            subcommand.setHelpSectionKeys(keys);
            apply(subcommand);
        }
    }

    private static List<OptionSpec> options(Help help, boolean inherited) {
        return help.commandSpec().options().stream()
                .filter(option -> option.inherited() == inherited && !option.hidden())
                .toList();
    }

    private static String heading(Help help, boolean inherited, String text) {
        return options(help, inherited).isEmpty() ? "" : "\n" + text + "\n";
    }

    private static String list(Help help, boolean inherited) {
        return help.optionListExcludingGroups(options(help, inherited));
    }
}
