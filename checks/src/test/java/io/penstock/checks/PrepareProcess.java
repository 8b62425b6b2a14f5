package io.penstock.checks;

import io.penstock.Penstock;
import io.penstock.run.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process of its own that prepares UAT, to be killed; it writes a sign to its standard output for each step that has succeeded. */
final class PrepareProcess {

    private PrepareProcess() {}

    static Process start(Path configuration) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PrepareProcess.class.getName(),
                        configuration.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Kills it without warning when so many steps have succeeded and it is at the next ones; false when it was over by then. */
    static boolean killAfter(Process process, int steps) throws IOException, InterruptedException {
        InputStream told = process.getInputStream();
        boolean over = false;
        for (int i = 0; i < steps && !over; i++) {
            over = told.read() < 0;
        }
        process.destroyForcibly().waitFor();
        return !over;
    }

    /** The process itself. */
    public static void main(String[] arguments) {
        try (Penstock penstock = Penstock.open(Path.of(arguments[0]), Map.of())) {
            penstock.preparation().run(PreparedShop.request(), new Progress(), line -> {
                if (line.startsWith("Success")) {
                    System.out.print('.');
                    System.out.flush();
                }
            });
        }
    }
}
