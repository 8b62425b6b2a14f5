package io.penstock.run;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine and its processes. */
public final class ProcessHost {

    /** The name of this machine. */
    public static final String NAME = name();

    private ProcessHost() {}

    /** Whether it is a process of this machine that is no more; of others nothing can be said. */
    static boolean isGone(String host, long pid) {
        return NAME.equals(host) && ProcessHandle.of(pid).isEmpty();
    }

    /** The kernel's word first: asking the network for one's own name can take seconds. */
    private static String name() {
        try {
            Path kernel = Path.of("/proc/sys/kernel/hostname");
            return Files.isReadable(kernel)
                    ? Files.readString(kernel).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
