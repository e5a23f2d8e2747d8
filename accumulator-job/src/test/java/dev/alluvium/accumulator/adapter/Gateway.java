package dev.alluvium.accumulator.adapter;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes connections on to an HTTP server as they are, or answers requests by turns with 503 and 507 while it is told to. */
final class Gateway implements AutoCloseable {
    private static final List<byte[]> REFUSALS =
            List.of(refusal("503 Service Unavailable", "SlowDown"), refusal("507 Insufficient Storage", "DiskFull"));
    private static final int BLOCK = 8192;

    private final URI target;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private volatile boolean away;

    Gateway(String endpoint) throws IOException {
        target = URI.create(endpoint);
        start(this::accept);
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private static byte[] refusal(String status, String code) {
        String body = "<Error><Code>" + code + "</Code></Error>";
        return "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(status, body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** From now on nothing is passed on; what is under way breaks off. */
    void away() {
        away = true;
        open.forEach(Gateway::quietly);
    }

    void back() {
        away = false;
    }

    /** How many connections got a refusal. */
    int refused() {
        return refused.get();
    }

    @Override
    public String toString() {
        return endpoint() + " for " + target + ", refused " + refused + ", broken " + broken;
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(Gateway::quietly);
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            open.add(client);
            start(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        if (away) {
            try (client) {
                int read = client.getInputStream().read(new byte[BLOCK]);
                if (read > 0) {
                    client.getOutputStream().write(REFUSALS.get(refused.getAndIncrement() % REFUSALS.size()));
                }
            }
        } else {
            Socket upstream = new Socket(target.getHost(), target.getPort());
            open.add(upstream);
            start(() -> copy(upstream, client));
            copy(client, upstream);
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                out.write(block, 0, read);
                out.flush();
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A connection that breaks is what this class is for: it is only counted. */
    private void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        broken.incrementAndGet();
                    }
                },
                "gateway");
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket did not close", e);
        }
    }
}
