package dev.alluvium.registry.adapter;

/** The registry's log is signed, and by no key that this registry knows: it cannot tell its own events from forged ones. */
final class UnknownKeyException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** @param events how many of them begin a chain that the registry's key did not sign */
    UnknownKeyException(long events) {
        super(
                "the registry cannot lead: its log holds " + events
                        + " events whose signatures are of a key that is not in registry.pub, and none of a key that is; put back the"
                        + " key pair of trust.directory, or add the public key that signed them to registry.pub on a line of its own");
    }
}
