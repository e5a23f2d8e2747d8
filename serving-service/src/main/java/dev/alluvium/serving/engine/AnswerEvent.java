package dev.alluvium.serving.engine;

import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Generation;
import dev.alluvium.model.Token;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.PromptEcho;
import org.jspecify.annotations.Nullable;

/** What happens to a request, in order: Started, Echoed where asked for, Pieces, Ended, Done; or Failed at any point. */
public sealed interface AnswerEvent {
    /** It has a slot; this version answers it to the end. */
    record Started(
            String model,
            int version,
            long generation,
            String fingerprint,
            boolean cached,
            @Nullable String experiment,
            boolean shadowed)
            implements AnswerEvent {}

    /** The prompt comes first. */
    record Echoed(PromptEcho echo) implements AnswerEvent {}

    /** A token, with the text that it completes. */
    record Piece(Token token) implements AnswerEvent {}

    /** The answer ends, with the text that was held back. */
    record Ended(String rest, FinishReason reason) implements AnswerEvent {}

    /** The whole answer; the last event. */
    record Done(Generation generation) implements AnswerEvent {}

    /** It cannot be answered; the last event. */
    record Failed(ApiError error) implements AnswerEvent {}
}
