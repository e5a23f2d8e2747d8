package dev.alluvium.serving.engine;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.Score;
import dev.alluvium.model.Scorer;
import dev.alluvium.model.text.Example;
import java.util.List;
import java.util.Locale;

/**
 * What tells loaded versions apart by what they compute, not by what they are called: a digest of the log-probabilities
 * of a fixed prompt, to four decimals.
 */
public final class LogprobDigest {
    private static final String PROMPT = "Which version answers? 现在回答的是哪个版本？";

    private LogprobDigest() {}

    /** Sixteen hexadecimal digits. */
    public static String of(LoadedAdapter version) {
        BaseModel base = version.base();
        Example prompt = Example.plain(base.template().prompt(base.tokenizer(), PROMPT));
        Score score = Scorer.of(base).score(version, List.of(prompt)).get(0);
        StringBuilder digits = new StringBuilder();
        score.logprobs().forEach(logprob -> digits.append(String.format(Locale.ROOT, "%.4f ", logprob)));
        return Digest.id(digits.toString()).substring(0, 16);
    }
}
