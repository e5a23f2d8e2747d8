package dev.alluvium.trainer.recipe;

import dev.alluvium.model.text.ChatMessage;
import java.util.List;

/** A piece of text to train on, and with it which of its tokens carry loss. */
public sealed interface TrainingText {
    /** A question and its answer: loss on the answer alone. */
    record Answer(String question, String answer) implements TrainingText {}

    /** Running text: loss on all of it. */
    record Passage(String text) implements TrainingText {}

    /** A conversation: loss on what the assistant says. */
    record Dialogue(List<ChatMessage> messages) implements TrainingText {
        public Dialogue {
            messages = List.copyOf(messages);
        }
    }
}
