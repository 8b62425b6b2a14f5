package io.penstock.checks;

import io.penstock.Penstock;
import io.penstock.run.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of its own that prepares UAT, to be killed; it says on its standard output when it comes to its steps. */
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

    /** Kills it without warning after it has come to its steps; false when it was over by then. */
    static boolean killAfter(Process process, long millis) throws IOException, InterruptedException {
        if (process.getInputStream().read() < 0) {
            throw new IllegalStateException("it did not begin");
        }
        boolean over = process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !over;
    }

    /** The process itself. */
    public static void main(String[] arguments) {
        try (Penstock penstock = Penstock.open(Path.of(arguments[0]), Map.of())) {
            penstock.preparation().run(PreparedShop.request(), new Progress(), line -> {
                if (line.startsWith("Startup finished")) {
                    System.out.print('.');
                    System.out.flush();
                }
            });
        }
    }
}
