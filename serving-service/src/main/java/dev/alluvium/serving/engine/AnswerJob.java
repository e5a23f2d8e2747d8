package dev.alluvium.serving.engine;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Generation;
import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.Generator;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Tokenizer;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.ApiException;
import dev.alluvium.serving.openai.Ask;
import dev.alluvium.serving.openai.Ask.Conversation;
import dev.alluvium.serving.openai.Ask.Input;
import dev.alluvium.serving.openai.Ask.Text;
import dev.alluvium.serving.state.Live;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request with one version, from its first token to its last. */
record AnswerJob(Ask ask, VersionSource versions, int defaultMaxTokens, AnswerStream stream) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerJob.class);

    @Override
    public void run() {
        if (stream.cancelled()) {
            return;
        }
        try (Active active = versions.acquire()) {
            answer(active);
        } catch (ApiException e) {
            stream.put(new AnswerEvent.Failed(e.error()));
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("model", ask.model().model()).setCause(e).log("an answer failed");
            stream.put(new AnswerEvent.Failed(ApiError.fault()));
        }
    }

    private void answer(Active active) {
        BaseModel base = active.loaded().adapter().base();
        long[] prompt = encode(base, ask.input());
        GenerationOptions options = options(prompt.length, base.config().maxPositions());
        Live live = active.live();
        stream.put(new AnswerEvent.Started(
                ask.model().model(),
                live.proof().version(),
                live.generation(),
                live.proof().fingerprint(),
                live.origin() == Live.Origin.CACHE,
                active.experiment()));
        Generation generation = Generator.generate(active.loaded().adapter(), prompt, options, stream);
        stream.put(new AnswerEvent.Done(generation));
    }

    private static long[] encode(BaseModel base, Input input) {
        Tokenizer tokenizer = base.tokenizer();
        PromptTemplate template = base.template();
        if (input instanceof Conversation conversation) {
            return template.prompt(tokenizer, conversation.messages());
        }
        return template.opening(tokenizer, ((Text) input).prompt());
    }

    private GenerationOptions options(int promptTokens, int context) {
        String prompt = ask.input() instanceof Text ? "prompt" : "messages";
        int room = context - promptTokens;
        if (room < 1) {
            throw tooLong(
                    prompt,
                    "the prompt has " + promptTokens + " tokens and the model takes " + (context - 1)
                            + "; shorten the prompt");
        }
        int asked = ask.sampling().maxTokens().orElse(Math.min(room, defaultMaxTokens));
        if (asked > room) {
            throw tooLong(
                    "max_tokens",
                    "max_tokens=" + asked + " and the prompt's " + promptTokens + " tokens are more than the model's "
                            + context + "; ask for at most " + room);
        }
        return new GenerationOptions(
                asked,
                ask.sampling().temperature(),
                ask.sampling().topP(),
                ask.sampling()
                        .seed()
                        .orElseGet(() -> ThreadLocalRandom.current().nextLong()),
                ask.sampling().stop());
    }

    private static ApiException tooLong(String param, String message) {
        return ApiError.invalid(param, "context_length_exceeded", message).toException();
    }
}
