package dev.alluvium.ingest.adapter;

import dev.alluvium.runtime.http.HttpProblem;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A request's body, unzipped, and never more of it than allowed. */
final class RequestBody {
    /** 16 MiB, after unzipping, where the body is held in memory. */
    static final int MAX_BYTES = 16 << 20;

    /** 1 GiB, after unzipping, where it is read line by line: what zips so well is no set of records. */
    static final long MAX_STREAMED = 1L << 30;

    private RequestBody() {}

    static byte[] read(Context context) {
        try (InputStream in = stream(context, MAX_BYTES)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /** The body as a stream that ends in a {@link LimitedInput.TooLarge} after {@code limit} bytes. */
    static InputStream stream(Context context, long limit) {
        String encoding = context.header("Content-Encoding");
        try {
            if (encoding == null || encoding.equalsIgnoreCase("identity")) {
                return new LimitedInput(context.bodyInputStream(), limit);
            }
            if (encoding.equalsIgnoreCase("gzip")) {
                return new LimitedInput(new GZIPInputStream(context.bodyInputStream()), limit);
            }
        } catch (IOException e) {
            throw problem(e);
        }
        throw new HttpProblem(415, "Unknown encoding", "Content-Encoding=" + encoding + ": must be gzip or absent");
    }

    /** What a body that cannot be read is answered. */
    static HttpProblem problem(IOException e) {
        if (e instanceof LimitedInput.TooLarge tooLarge) {
            return new HttpProblem(
                    413,
                    "Body too large",
                    "the body has more than " + tooLarge.limit()
                            + " bytes, unzipped; send several requests, or push the file");
        }
        return e instanceof ZipException
                ? new HttpProblem(400, "Not gzip", "Content-Encoding is gzip, but the body is not: " + e.getMessage())
                : new HttpProblem(400, "Body not readable", "the body broke off; send it again");
    }
}
