package dev.alluvium.serving.engine;

import dev.alluvium.model.FinishReason;
import dev.alluvium.model.PromptToken;
import dev.alluvium.model.Token;
import dev.alluvium.model.TokenListener;
import dev.alluvium.serving.openai.PromptEcho;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Carries an answer from the slot that makes it to the connection that takes it. Bounded by the answer's most tokens,
 * so a slow client holds up no slot; once cancelled, generation ends with the next token.
 */
public final class AnswerStream implements TokenListener, AutoCloseable {
    private final BlockingQueue<AnswerEvent> events = new LinkedBlockingQueue<>();
    private final boolean everyPiece;
    private final String prompt;
    private boolean spoke;
    private volatile boolean cancelled;

    /**
     * @param everyPiece whether the client is sent each token; if not, the first one alone is told
     * @param prompt as it is told where the client wants it before the answer
     */
    AnswerStream(boolean everyPiece, String prompt) {
        this.everyPiece = everyPiece;
        this.prompt = prompt;
    }

    /** One whose prompt is not told. */
    AnswerStream(boolean everyPiece) {
        this(everyPiece, "");
    }

    /** Waits for what happens next. */
    public AnswerEvent next() throws InterruptedException {
        return events.take();
    }

    /** Waits for what happens next, or gives up after {@code limit}. */
    public Optional<AnswerEvent> next(Duration limit) throws InterruptedException {
        return Optional.ofNullable(events.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether nobody waits for the answer any more. */
    public boolean cancelled() {
        return cancelled;
    }

    void put(AnswerEvent event) {
        events.add(event);
    }

    @Override
    public void onPrompt(int row, List<PromptToken> tokens) {
        put(new AnswerEvent.Echoed(new PromptEcho(prompt, tokens)));
    }

    @Override
    public boolean onToken(int row, Token token) {
        if (everyPiece || !spoke) {
            put(new AnswerEvent.Piece(token));
        }
        spoke = true;
        return !cancelled;
    }

    @Override
    public void onEnd(int row, String rest, FinishReason reason) {
        put(new AnswerEvent.Ended(rest, reason));
    }

    /** Nobody waits any more: frees the slot. */
    @Override
    public void close() {
        cancelled = true;
    }
}
