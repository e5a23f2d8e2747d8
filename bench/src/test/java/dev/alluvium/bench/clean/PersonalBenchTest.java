package dev.alluvium.bench.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cleaning.personal.Redactor;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonalBenchTest {
    private static final int TEXTS = 6_000;

    /** Runs of digits without a word that are valid as what they are not: whoever must choose keeps them from being learnt. */
    private static final Set<String> UNDECIDABLE = Set.of("like a mobile, no word", "like a card, no word");

    /** What serial numbers look like too. */
    private static final String NOT_FOUND = "passport, no word";

    private final PersonalBench.Report report =
            PersonalBench.run(Redactor.standard(), PersonalCorpus.generate(1, TEXTS));

    @Test
    void shouldFindWhatIsPersonalOfEveryType() {
        assertThat(report.recall()).as("%s", report.personal()).isGreaterThan(0.94);
        assertThat(report.personal())
                .allSatisfy((type, score) -> assertThat(type.equals(NOT_FOUND) ? 1 : score.share())
                        .as(type)
                        .isGreaterThan(0.97));
    }

    @Test
    void shouldLeaveThingsAlone() {
        assertThat(report.falsePositives()).as("%s", report.things()).isLessThan(0.045);
        assertThat(report.things())
                .allSatisfy((kind, score) -> assertThat(UNDECIDABLE.contains(kind) ? 1 : score.share())
                        .as(kind)
                        .isGreaterThan(0.97));
        assertThat(report.things().get("like a card, no word").share()).isGreaterThan(0.8);
    }
}
