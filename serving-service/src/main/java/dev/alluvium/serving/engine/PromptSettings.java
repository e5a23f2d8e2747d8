package dev.alluvium.serving.engine;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Tokenizer;

/**
 * How a base is prompted: its tokenizer, template and context.
 *
 * @param context tokens that prompt and answer may have together
 */
public record PromptSettings(Tokenizer tokenizer, PromptTemplate template, int context) {
    /** As a base in this process has it. */
    public static PromptSettings of(BaseModel base) {
        return new PromptSettings(
                base.tokenizer(), base.template(), base.config().maxPositions());
    }
}
