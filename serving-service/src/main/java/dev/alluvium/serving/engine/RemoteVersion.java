package dev.alluvium.serving.engine;

/** A version on another server, which this process drives. */
public interface RemoteVersion extends AutoCloseable {
    /** What the server calls it. */
    String name();

    /** How its prompts are written. */
    PromptSettings prompting();

    /** Whether the server still holds it, as far as is known. */
    boolean present();

    /**
     * Has the answer made; returns once the server has taken it on.
     *
     * @throws ServerAwayException if it has not: nothing was told to the client, another replica may answer
     */
    void begin(RemoteAnswer answer);

    /** Nobody here uses it any more: the server may drop it. Returns at once. */
    @Override
    void close();
}
