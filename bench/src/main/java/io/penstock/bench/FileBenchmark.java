package io.penstock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Small files copied by us and by {@code rsync -a}, in turn, each as a whole process; prints medians and ratios as a table. See {@code bench/README.md}.
 */
public final class FileBenchmark {

    private static final int FILES_PER_DIRECTORY = 100;
    private static final int MOST_BYTES = 8000;

    private final Path work;
    private final Path shim;

    private FileBenchmark(Path work, Path shim) {
        this.work = work;
        this.shim = shim;
    }

    /** Arguments: an empty working directory, files, files on the slow file system, paired runs, the shim {@code slowfs.so}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        FileBenchmark benchmark = new FileBenchmark(Path.of(args[0]), Path.of(args[4]));
        int files = Integer.parseInt(args[1]);
        int slowFiles = Integer.parseInt(args[2]);
        int runs = Integer.parseInt(args[3]);
        System.out.println("| files | delay of each call | run | Penstock s | rsync -a s | ratio |");
        System.out.println("|---|---|---|---|---|---|");
        benchmark.measure(files, 0, runs);
        benchmark.measure(slowFiles, 1000, runs);
    }

    private void measure(int files, int microseconds, int runs) throws IOException, InterruptedException {
        Path source = work.resolve("source-" + files);
        if (!Files.exists(source)) {
            make(source, files);
        }
        double[][] seconds = new double[4][runs];
        for (int run = 0; run < runs; run++) {
            // Nothing is deleted between the runs: ext4 passes over what was freed in the last minutes, file by file,
            // and a first copy that comes after a deletion takes several times as long.
            Path copies = work.resolve("copies-" + files + "-" + run);
            Path ours = Files.createDirectories(copies.resolve("penstock"));
            Path theirs = Files.createDirectories(copies.resolve("rsync"));
            run(List.of("sync"), 0);
            for (int pass = 0; pass < 2; pass++) {
                seconds[pass * 2][run] = run(penstock(source, ours), microseconds);
                run(List.of("sync"), 0);
                seconds[pass * 2 + 1][run] = run(rsync(source, theirs), microseconds);
                run(List.of("sync"), 0);
            }
        }
        String delay = microseconds == 0 ? "none" : microseconds + " µs";
        print(files, delay, "first", seconds[0], seconds[1]);
        print(files, delay, "second", seconds[2], seconds[3]);
    }

    private static void make(Path root, int files) throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < files; i++) {
            int directory = i / FILES_PER_DIRECTORY;
            Path path = root.resolve("sites/s" + directory % 10 + "/d" + directory / 10);
            if (i % FILES_PER_DIRECTORY == 0) {
                Files.createDirectories(path);
            }
            byte[] content = new byte[500 + random.nextInt(MOST_BYTES - 500)];
            random.nextBytes(content);
            Files.write(path.resolve("image-" + i % FILES_PER_DIRECTORY + ".jpg"), content);
        }
    }

    private static List<String> penstock(Path source, Path target) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens",
                "java.base/sun.nio.fs=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FileSyncProcess.class.getName(),
                source.toString(),
                target.toString(),
                System.getProperty("threads", "32"));
    }

    private static List<String> rsync(Path source, Path target) {
        return List.of("rsync", "-a", source.resolve("sites") + "/", target.resolve("sites") + "/");
    }

    private double run(List<String> command, int microseconds) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        if (microseconds > 0) {
            builder.environment()
                    .putAll(Map.of(
                            "LD_PRELOAD", shim.toString(), "SLOWFS_MICROSECONDS", Integer.toString(microseconds)));
        }
        long start = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException("exit code " + code + " of " + command);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(int files, String delay, String run, double[] ours, double[] theirs) {
        double[] ratios = new double[ours.length];
        Arrays.setAll(ratios, i -> ours[i] / theirs[i]);
        System.out.printf(
                "| %d | %s | %s | %.2f | %.2f | %.2f |%n",
                files, delay, run, median(ours), median(theirs), median(ratios));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
