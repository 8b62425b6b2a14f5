package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock messages}. */
@Command(
        name = "messages",
        description = "Shows the messages that wait for delivery, or sends them.",
        subcommands = {MessagesListCommand.class, MessagesSendCommand.class})
final class MessagesCommand extends CommandGroup {}
