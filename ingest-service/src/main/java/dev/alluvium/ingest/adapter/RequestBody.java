package dev.alluvium.ingest.adapter;

import dev.alluvium.runtime.http.HttpProblem;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A request's body, unzipped, and never more of it than allowed. */
final class RequestBody {
    /** 16 MiB, after unzipping. */
    static final int MAX_BYTES = 16 << 20;

    private RequestBody() {}

    static byte[] read(Context context) {
        try (InputStream in = plain(context)) {
            byte[] body = in.readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                throw new HttpProblem(
                        413,
                        "Body too large",
                        "the body has more than " + MAX_BYTES + " bytes; send several requests, or push the file");
            }
            return body;
        } catch (ZipException e) {
            throw new HttpProblem(400, "Not gzip", "Content-Encoding is gzip, but the body is not: " + e.getMessage());
        } catch (IOException e) {
            throw new HttpProblem(400, "Body not readable", "the body broke off; send it again");
        }
    }

    private static InputStream plain(Context context) throws IOException {
        String encoding = context.header("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return context.bodyInputStream();
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return new GZIPInputStream(context.bodyInputStream());
        }
        throw new HttpProblem(415, "Unknown encoding", "Content-Encoding=" + encoding + ": must be gzip or absent");
    }
}
