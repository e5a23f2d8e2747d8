package dev.alluvium.ingest.adapter.worker;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.ingest.document.DocumentException;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The worker process: documents in on standard input, their sections out on standard output, until the input ends.
 *
 * <p>A request is a name (modified UTF-8), a length and as many bytes; an answer a byte, {@value #READ} or {@value #REFUSED}, a
 * length and JSON or a reason.
 */
public final class WorkerMain {
    static final int READ = 0;
    static final int REFUSED = 1;

    private WorkerMain() {}

    public static void main(String[] args) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        System.setOut(System.err); // whatever else is printed is no answer
        TikaDocuments documents = new TikaDocuments();
        DataInputStream in = new DataInputStream(System.in);
        while (true) {
            String name;
            try {
                name = in.readUTF();
            } catch (EOFException e) {
                return;
            }
            byte[] bytes = in.readNBytes(in.readInt());
            try {
                answer(out, READ, Json.bytes(documents.read(name, bytes)));
            } catch (DocumentException e) {
                answer(out, REFUSED, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void answer(DataOutputStream out, int kind, byte[] bytes) throws IOException {
        out.writeByte(kind);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }
}
