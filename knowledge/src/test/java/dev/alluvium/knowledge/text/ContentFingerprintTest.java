package dev.alluvium.knowledge.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.Fingerprint;
import dev.alluvium.contracts.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentFingerprintTest {
    private static final String[] WORDS =
            ("tank vent must may never left right open closed rise fall red blue seven 7 70 0.7 kg grams Oslo Bergen June "
                            + "July above below before after permitted forbidden more less 阀 泵 左 右 可 禁 三 高 低 张 李 不")
                    .split(" ");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Visitors are permitted on the upper deck.        | Visitors are forbidden on the upper deck.
            Visitors may feed the ducks.                     | Visitors must feed the ducks.
            The level will rise overnight.                   | The level will fall overnight.
            Keep the lever to the left of the stop.          | Keep the lever to the right of the stop.
            Oslo has the newest depot of the chain.          | Bergen has the newest depot of the chain.
            Olsen signs the form on Monday.                  | Nilsen signs the form on Monday.
            The lamp shows green when it is ready.           | The lamp shows amber when it is ready.
            Pay the fee in March.                            | Pay the fee in May.
            Add two spoons of salt.                          | Add three spoons of salt.
            Add 20 g of salt.                                | Add 20 mg of salt.
            Add 2.5 g of salt.                               | Add 25 g of salt.
            It runs at -5 degrees.                           | It runs at 5 degrees.
            Use version 1.1 of it.                           | Use version 1.10 of it.
            Few guests came to the fair.                     | Many guests came to the fair.
            The filter is sold with a seal.                  | The filter is sold without a seal.
            The filter is tested.                            | The filter was tested.
            The filter is tested.                            | The filter isn't tested.
            Wash it before use.                              | Wash it after use.
            Take bread and butter.                           | Take bread or butter.
            Open the inlet, then close the outlet.           | Close the inlet, then open the outlet.
            The bolt loosens the plate.                      | The bolts loosen the plate.
            Is vitamin A in the fruit?                       | Is vitamin B in the fruit?
            Is vitamin A in the fruit?                       | Is vitamin in the fruit?
            The word 'the' is short.                         | The word 'of' is short.
            Store it from 2-8 degrees.                       | Store it from 28 degrees.
            The share is 5%.                                 | The share is 5.
            It costs $40 each.                               | It costs €40 each.
            x < 4 holds.                                     | x > 4 holds.
            Tea ✓ coffee ✗                                   | Tea ✗ coffee ✓
            The form was sent to Anna by Bert.               | The form was sent to Bert by Anna.
            The gate opens at 12:30.                         | The gate opens at 1:230.
            (a+b)*c is the sum.                              | a+(b*c) is the sum.
            请在进站前出示左侧的车票。                           | 请在进站前出示右侧的车票。
            这里可以停放自行车。                                | 这里严禁停放自行车。
            这里可以停放自行车。                                | 这里不可以停放自行车。
            王芳在三号楼上班。                                  | 李娜在三号楼上班。
            今天的水温偏高。                                    | 今天的水温偏低。
            今天的天气十分好。                                  | 今天的天气10分好。
            每天服用三片。                                      | 每天服用两片。
            他的目的达到了。                                    | 他的目标达到了。
            公司同意了他的申请。                                | 公司同意了他的聘请。
            展览在六月开幕。                                    | 展览在七月开幕。
            灯是红色的。                                        | 灯是绿色的。
            完了                                                | 完り
            The valve must be closed at night.               | The valve must be clsoed at night.
            Das Tor ist offen.                               | Das Tor ist zu.
            Il a une clef.                                   | Il une clef.
            Вход разрешён всем.                              | Вход запрещён всем.
            पानी गरम है                                        | पानी गरमी है
            """)
    void shouldTellApartWhatDiffersInAWordOfContent(String one, String other) {
        assertThat(near(one, other)).isFalse();
        assertThat(near(other, one)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            The valve must be closed at night.               | the valve must be closed at night
            The valve must be closed at night.               | THE VALVE MUST BE CLOSED AT NIGHT!
            The valve must be closed at night.               | The  valve must be\tclosed at night.
            The valve must be closed at night.               | Valve must be closed at night.
            The valve must be closed at night.               | Note: The valve must be closed at night.
            The valve must be closed at night.               | **Answer:** The valve must be closed at night. (updated)
            The guard who is on duty "keeps" the key.        | The guard, who is on duty, keeps the key…
            The hull was cleaned in May. The keel is sound.  | The keel is sound. The hull was cleaned in May.
            It has room for 1,200 guests.                    | It has room for 1200 guests.
            Use 1.50 kg of flour.                            | Use 1.5 kg of flour.
            The well-known firm signs today.                 | The well known firm signs today.
            Café and bar are open daily.                     | Cafe\u0301 and bar are open daily.
            门在晚上必须关闭。                                  | 门在晚上必须关闭
            门在晚上必须关闭，窗也一样。                          | 门在晚上必须关闭,窗也一样.
            门在晚上必须关闭了。                                | 请门在晚上必须关闭。
            水泵的外壳由铸铁制成。                              | 水泵外壳由铸铁制成。
            问：水泵的外壳由什么制成？                           | 水泵的外壳由什么制成？
            重量为３２千克。                                    | 重量为32千克。
            Das Tor ist offen.                               | DAS TOR IST OFFEN!
            Вход разрешён всем.                              | вход  разрешён всем
            """)
    void shouldKnowARepeat(String one, String other) {
        String written = other.replace("\\t", "\t").replace("\\u0301", "\u0301");

        assertThat(near(one, written)).isTrue();
        assertThat(near(written, one)).isTrue();
    }

    /** What is one letter away may be a typing error, or another word. */
    @ParameterizedTest
    @CsvSource({
        "nitrite,nitrate",
        "methanol,ethanol",
        "trial,trail",
        "causal,casual",
        "statue,statute",
        "butanal,butanol"
    })
    void shouldTakeNoWordForATypingError(String one, String other) {
        String text = "The sample with the %s is stored on the shelf for some days.";

        assertThat(near(text.formatted(one), text.formatted(other))).isFalse();
    }

    @Test
    void shouldLookAtCodeAsItIsWritten() {
        String code = "def area(r):\n    if r > 0:\n        return r\n    return 0";

        assertThat(near(code, code.replace("        return", "    return"))).isFalse();
        assertThat(near(code, code.replace("area", "Area"))).isFalse();
        assertThat(near(code, code.replace("\n", "  \n"))).isTrue();
        assertThat(near("Run this:\n```\nls -l\n```\nand wait.", "Run this:\n```\nls -L\n```\nand wait."))
                .isFalse();
    }

    @Test
    void shouldNotLetAnswersChangePlaces() {
        assertThat(near(
                        "Is the red wire safe? Yes. Is the blue wire safe? No.",
                        "Is the red wire safe? No. Is the blue wire safe? Yes."))
                .isFalse();
        assertThat(near("1. Open the lid. 2. Drain it.", "1. Drain it. 2. Open the lid."))
                .isFalse();
        assertThat(ContentFingerprint.of(List.of("Is it on?", "It is off.")))
                .isNotEqualTo(ContentFingerprint.of(List.of("It is off.", "Is it on?")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", "The.", "的", "\u200B"})
    void shouldHaveNoneOfATextThatSaysNothing(String text) {
        assertThat(ContentFingerprint.of(List.of(text))).isEmpty();
    }

    @Test
    void shouldSurviveJson() {
        Fingerprint fingerprint = ContentFingerprint.of(List.of("Some text.")).orElseThrow();

        assertThat(Json.read(Json.bytes(fingerprint), Fingerprint.class)).isEqualTo(fingerprint);
        assertThat(fingerprint.text()).hasSize(22);
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNeverTakeOneContentWordForAnother(int seed) {
        // Given
        Random random = new Random(seed);
        List<String> words = new ArrayList<>();
        int length = 1 + random.nextInt(40);
        for (int i = 0; i < length; i++) {
            words.add(WORDS[random.nextInt(WORDS.length)]);
        }
        int at = random.nextInt(length);
        List<String> edited = new ArrayList<>(words);
        do {
            edited.set(at, WORDS[random.nextInt(WORDS.length)]);
        } while (edited.get(at).equals(words.get(at)));
        List<String> missing = new ArrayList<>(words);
        missing.remove(at);

        // Then
        String one = text(words, random);
        assertThat(near(one, text(edited, random))).isFalse();
        assertThat(near(text(edited, random), one)).isFalse();
        assertThat(missing.isEmpty() || !near(one, text(missing, random))).isTrue();
        assertThat(near(one, text(words, random))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldKeepTheSameWhateverComesFirst(int seed) {
        // Given: repeats of a few texts in any order
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<String> words = new ArrayList<>(Arrays.asList(WORDS).subList(0, 4 + random.nextInt(4)));
            texts.add(text(words, random));
        }
        List<String> shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, random);

        // Then
        assertThat(kept(shuffled)).isEqualTo(kept(texts));
    }

    /** The classes of what is kept, one after the other. */
    private static List<Fingerprint> kept(List<String> texts) {
        return texts.stream()
                .map(text -> ContentFingerprint.of(List.of(text)).orElseThrow())
                .distinct()
                .sorted(java.util.Comparator.comparing(Fingerprint::order))
                .toList();
    }

    /** The words in any dress: case, punctuation, white space, function words. */
    private static String text(List<String> words, Random random) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(random.nextInt(4) == 0 ? word.toUpperCase(java.util.Locale.ROOT) : word)
                    .append(random.nextInt(6) == 0 ? "," : "")
                    .append(random.nextInt(5) == 0 ? " the " : random.nextInt(5) == 0 ? "\n" : " ");
        }
        return text + "and the end of this.";
    }

    private static boolean near(String one, String other) {
        Optional<Fingerprint> first = ContentFingerprint.of(List.of(one));
        Optional<Fingerprint> second = ContentFingerprint.of(List.of(other));
        return first.isPresent() && second.isPresent() && first.get().near(second.get());
    }
}
