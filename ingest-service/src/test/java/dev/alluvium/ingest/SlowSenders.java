package dev.alluvium.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests whose bodies never come to an end. */
final class SlowSenders implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();

    private final int port;
    private final String token;

    SlowSenders(int port, String token, int count) throws IOException {
        this.port = port;
        this.token = token;
        for (int i = 0; i < count; i++) {
            add();
        }
    }

    void add() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        OutputStream out = socket.getOutputStream();
        String path = sockets.size() % 2 == 0 ? "/v1/records" : "/v1/records:bulk";
        out.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Returns when the service has given each of them up: before it answers, it has counted them out. */
    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.shutdownOutput();
        }
        for (Socket socket : sockets) {
            try (socket) {
                int unused = socket.getInputStream().read();
            }
        }
    }
}
