package dev.alluvium.cleaning.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class WebTokensTest {
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]{10,4096}+\\.[A-Za-z0-9_-]{10,8192}+\\.[A-Za-z0-9_-]{5,2048}+");
    private static final String[] PIECES = {"eyJ", ".", "abcde", "-", " ", "eyJhbGciOiJI", "x".repeat(5_000)};

    @RepeatedTest(100)
    void shouldFindWhatThePatternFinds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(PIECES[random.nextInt(PIECES.length - (random.nextInt(10) == 0 ? 0 : 1))]);
        }
        WebTokens tokens = new WebTokens(text);

        for (int at = 0; at < text.length(); at++) {
            Matcher matcher = TOKEN.matcher(text).region(at, text.length());
            int expected = matcher.lookingAt() ? matcher.end() : -1;
            assertThat(tokens.end(at)).as("at %d of %s", at, text).isEqualTo(expected);
        }
    }
}
