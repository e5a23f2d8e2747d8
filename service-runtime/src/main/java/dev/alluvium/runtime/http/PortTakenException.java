package dev.alluvium.runtime.http;

import dev.alluvium.settings.HttpConfig;

/** An HTTP server cannot listen where it was told to. */
public final class PortTakenException extends IllegalStateException {
    PortTakenException(HttpConfig config, Throwable cause) {
        super(
                "http.port=" + config.port() + ": cannot listen on " + config.host()
                        + "; another program may use the port: stop it, or set http.port to 0 for any free one",
                cause);
    }
}
