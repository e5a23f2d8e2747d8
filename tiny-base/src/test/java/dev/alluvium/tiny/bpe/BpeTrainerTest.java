package dev.alluvium.tiny.bpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class BpeTrainerTest {
    private static final List<String> SPECIAL = List.of("<|endoftext|>");

    @Test
    void shouldMergeTheMostFrequentPairFirst() {
        Bpe bpe = new BpeTrainer(259, SPECIAL).train(List.of("low low low lower newest"));

        assertThat(bpe.merges()).containsExactly(new Bpe.Merge("l", "o"), new Bpe.Merge("lo", "w"));
        assertThat(bpe.symbols().get(257)).isEqualTo("lo");
    }

    @Test
    void shouldCountOverlappingPairsOfARun() {
        Bpe bpe = new BpeTrainer(260, SPECIAL).train(List.of("aaaa", "aaaa"));

        assertThat(bpe.merges()).startsWith(new Bpe.Merge("a", "a"), new Bpe.Merge("aa", "aa"));
    }

    @Test
    void shouldStopWhenNothingRepeats() {
        Bpe bpe = new BpeTrainer(2048, SPECIAL).train(List.of("abc"));

        assertThat(bpe.merges()).isEmpty();
        assertThat(bpe.symbols()).hasSize(257);
    }

    @Test
    void shouldLearnWholeChineseWords() {
        Bpe bpe = new BpeTrainer(300, SPECIAL).train(List.of("颜色", "颜色"));

        assertThat(bpe.merges()).hasSize(5);
        assertThat(bpe.symbols().get(261)).hasSize(6);
    }

    @Test
    void shouldNotDependOnTheOrderOfTexts() {
        BpeTrainer trainer = new BpeTrainer(280, SPECIAL);

        assertThat(trainer.train(List.of("the cat", "the hat", "a cat sat")))
                .isEqualTo(trainer.train(List.of("a cat sat", "the hat", "the cat")));
    }

    @Test
    void shouldRefuseAVocabularyWithoutRoomForBytes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BpeTrainer(200, SPECIAL))
                .withMessageContaining("vocabulary=200");
    }
}
