package dev.alluvium.serving.engine;

import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.GenerationRow;
import dev.alluvium.model.TokenAlternative;
import dev.alluvium.serving.openai.ApiError;
import java.util.List;

/**
 * An answer whose tokens arrive from another server. They are decoded, think blocks removed and stop texts cut, as for
 * answers that are made here. Not safe for threads; calls after its end have no effect.
 */
public final class RemoteAnswer {
    private final String model;
    private final RunningRequest answering;
    private final GenerationRow row;
    private boolean over;

    RemoteAnswer(String model, RunningRequest answering) {
        this.model = model;
        this.answering = answering;
        PromptSettings prompting = answering.active().loaded().prompting();
        TokenizedRequest prompted = answering.prompted();
        this.row = GenerationRow.followed(
                prompting.tokenizer(),
                prompting.template(),
                prompted.prompt().length,
                prompted.options(),
                answering.stream());
    }

    /** The prompt's tokens. */
    public long[] prompt() {
        return answering.prompted().prompt();
    }

    /** How it is to be made. */
    public GenerationOptions options() {
        return answering.prompted().options();
    }

    /** Whether log-probabilities are wanted. */
    public boolean logprobs() {
        return answering.prompted().logprobs();
    }

    /** What a token says by itself. */
    public String text(long id) {
        return answering.active().loaded().prompting().tokenizer().decode(id);
    }

    /** Whether nobody waits for it any more. */
    public boolean cancelled() {
        return answering.stream().cancelled();
    }

    /** The server has taken it on. */
    public void begun() {
        answering.announce(model);
    }

    /** The next token; answers whether more are wanted. */
    public boolean token(long id, double logprob, List<TokenAlternative> likeliest) {
        row.accept(id, logprob, likeliest);
        return more();
    }

    /** The server ended it, at its most tokens or of itself. */
    public void ended(boolean atMost) {
        row.end(atMost);
        more();
    }

    /** It cannot be made. */
    public void failed(ApiError error) {
        if (!over) {
            over = true;
            answering.failed(error);
        }
    }

    /** Whether it is over, for whichever reason. */
    public boolean over() {
        return over;
    }

    private boolean more() {
        if (row.ended() && !over) {
            over = true;
            answering.release();
            answering.stream().put(new AnswerEvent.Done(row.result()));
        }
        return !over;
    }
}
