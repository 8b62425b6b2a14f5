package io.penstock.cli;

/** The process: standard streams, signals, exit code. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess(System.getenv());
        Interruption interruption = new Interruption(terminal.err(), Runtime.getRuntime());
        Runtime.getRuntime().addShutdownHook(new Thread(interruption, "interruption"));
        int code = new CommandLineEdge(new Session(terminal, System.getenv(), interruption)).run(arguments);
        code = terminal.finish(code);
        interruption.ended(code);
        System.exit(code);
    }
}
