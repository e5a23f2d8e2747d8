package dev.alluvium.serving.engine;

import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.CompletionRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers to a request's prompts, in order, all by the version that answers the first. Each takes a slot; the
 * later ones take slots that are free, so that a request with many prompts needs one place in the queue. Not safe for
 * threads.
 */
public final class RequestAnswers implements AutoCloseable {
    private static final int AHEAD = 7;

    private final Slots slots;
    private final List<CompletionRequest> asks;
    private final VersionSource versions;
    private final Deque<AnswerStream> ahead = new ArrayDeque<>();
    private @Nullable ActiveVersion version;
    private int begun;

    public RequestAnswers(Slots slots, List<CompletionRequest> asks, VersionSource versions) {
        this.slots = slots;
        this.asks = List.copyOf(asks);
        this.versions = versions;
    }

    /** Whether a prompt is left. */
    public boolean hasNext() {
        return begun < asks.size() || !ahead.isEmpty();
    }

    /**
     * The next answer, in the making; the caller closes it. Call it when the one before has ended.
     *
     * @throws dev.alluvium.serving.openai.ApiException as {@link Slots#submit}
     */
    public AnswerStream next() throws InterruptedException {
        AnswerStream next = ahead.isEmpty() ? slots.submit(asks.get(begun++), this::acquire) : ahead.remove();
        while (begun < asks.size() && ahead.size() < AHEAD && beginAhead(asks.get(begun))) {
            begun++;
        }
        return next;
    }

    private boolean beginAhead(CompletionRequest ask) {
        try {
            Optional<AnswerStream> stream = slots.submitIdle(ask, acquire());
            stream.ifPresent(ahead::add);
            return stream.isPresent();
        } catch (ServerAwayException e) {
            return false; // its turn comes, and then it is tried as the first was
        }
    }

    private ActiveVersion acquire() {
        ActiveVersion kept = version;
        if (asks.size() == 1) {
            return versions.acquire();
        }
        if (kept == null) {
            kept = versions.acquire();
            version = kept;
        }
        if (!kept.loaded().tryRetain()) {
            throw ApiError.unavailable("the version that began to answer is gone with its server; ask again")
                    .toException();
        }
        return kept;
    }

    @Override
    public void close() {
        ahead.forEach(AnswerStream::close);
        if (version != null) {
            version.close();
        }
    }
}
