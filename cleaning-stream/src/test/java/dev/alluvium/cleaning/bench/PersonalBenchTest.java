package dev.alluvium.cleaning.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cleaning.personal.Redactor;
import org.junit.jupiter.api.Test;

class PersonalBenchTest {
    private static final int TEXTS = 6_000;

    @Test
    void shouldFindWhatIsPersonalAndLeaveWhatIsNot() {
        PersonalBench.Report report = PersonalBench.run(Redactor.standard(), PersonalCorpus.generate(1, TEXTS));

        assertThat(report.recall()).as("%s", report.personal()).isGreaterThan(0.9);
        assertThat(report.falsePositives()).as("%s", report.things()).isLessThan(0.06);
    }
}
