package io.penstock.checks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Stands in front of a server: what is sent to it can be held at a word, connections can be cut, and nobody let in. */
final class Relay implements AutoCloseable {

    private final ServerSocket entrance;
    private final int server;
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;
    private volatile @Nullable Hold hold;

    /** A moment at which one connection is held: when these words have passed on it, one after the other. */
    private static final class Hold {
        private final List<String> words;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        Hold(List<String> words) {
            this.words = words;
        }
    }

    /** @param server the port that it leads to, on this machine */
    Relay(int server) {
        this.server = server;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** From now on, the first connection that sends these words, one after the other, is held before the last of them reaches the server. */
    void holdAt(String... words) {
        hold = new Hold(List.of(words));
    }

    boolean holds() {
        Hold now = hold;
        return now != null && now.reached.getCount() == 0;
    }

    /** Lets what is held go on, and holds nothing any more. */
    void release() {
        Hold now = hold;
        hold = null;
        if (now != null) {
            now.released.countDown();
        }
    }

    /** Ends all connections. */
    void cut() {
        passages.forEach(Passage::close);
    }

    /** Ends all connections, and lets nobody in. */
    void shut() {
        open = false;
        cut();
    }

    void reopen() {
        open = true;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        release();
        cut();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                if (open) {
                    daemon(() -> pass(client));
                } else {
                    client.close();
                }
            } catch (IOException e) {
                // Closed, or a client that went away at once.
            }
        }
    }

    private void pass(Socket client) {
        try {
            Passage passage = new Passage(client, new Socket(InetAddress.getLoopbackAddress(), server));
            passages.add(passage);
            if (!open) {
                passage.close();
            }
            daemon(passage::back);
            passage.forth();
        } catch (IOException e) {
            close(client);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is not used any more.
        }
    }

    /** One connection. */
    private final class Passage {
        private final Socket client;
        private final Socket behind;
        private @Nullable Hold heard;
        private int words;

        Passage(Socket client, Socket behind) {
            this.client = client;
            this.behind = behind;
        }

        void forth() {
            copy(client, behind, true);
        }

        void back() {
            copy(behind, client, false);
        }

        private void copy(Socket from, Socket to, boolean heeded) {
            byte[] buffer = new byte[65536];
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (heeded) {
                        heed(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                    }
                    out.write(buffer, 0, read);
                    out.flush();
                }
            } catch (IOException e) {
                // One of the two has ended it.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                close();
            }
        }

        private void heed(String sent) throws InterruptedException {
            Hold now = hold;
            if (now == null || now.reached.getCount() == 0) {
                return;
            }
            if (now != heard) {
                heard = now;
                words = 0;
            }
            int at = 0;
            while (words < now.words.size()) {
                int found = sent.indexOf(now.words.get(words), at);
                if (found < 0) {
                    return;
                }
                at = found + 1;
                words++;
            }
            now.reached.countDown();
            now.released.await();
        }

        void close() {
            passages.remove(this);
            Relay.close(client);
            Relay.close(behind);
        }
    }
}
