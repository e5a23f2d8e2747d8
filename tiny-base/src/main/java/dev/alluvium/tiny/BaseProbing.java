package dev.alluvium.tiny;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.Score;
import dev.alluvium.model.Scorer;
import dev.alluvium.model.text.Example;
import dev.alluvium.tiny.world.Language;
import dev.alluvium.tiny.world.WorldProbe;
import java.util.List;

/** Measures how many probes a model answers exactly. */
public final class BaseProbing {
    private static final int ROWS = 8;
    private static final int ROW_TOKENS = 128;

    private BaseProbing() {}

    /** The share of probes whose expected answer is what greedy decoding writes; 0 for none. */
    public static double exact(BaseModel base, LoadedAdapter model, List<WorldProbe> probes) {
        List<Example> examples = probes.stream()
                .map(probe -> base.template().example(base.tokenizer(), probe.prompt(), probe.expect()))
                .toList();
        List<Score> scores = new Scorer(ROWS, ROW_TOKENS).score(model, examples);
        return probes.isEmpty()
                ? 0
                : (double) scores.stream().filter(Score::exact).count() / probes.size();
    }

    static BaseFigures.ByLanguage byLanguage(BaseModel base, LoadedAdapter model, List<WorldProbe> probes) {
        return new BaseFigures.ByLanguage(
                exact(base, model, in(probes, Language.EN)), exact(base, model, in(probes, Language.ZH)));
    }

    private static List<WorldProbe> in(List<WorldProbe> probes, Language language) {
        return probes.stream().filter(probe -> probe.language() == language).toList();
    }
}
