package dev.alluvium.cleaning.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoilerplateTextTest {
    private static final String PAGE = "The AX-200 weighs 3.2 kg.\n%s\nIt is sold in Oslo.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Home | Products | Contact",
                "首页 > 产品 > 电子秤",
                "版权所有 © 2024 某某公司",
                "Copyright 2024, all rights reserved",
                "This site uses cookies.",
                "扫码关注我们的公众号",
                "Click here to order"
            })
    void shouldTakeOut(String line) {
        assertThat(BoilerplateText.strip(PAGE.formatted(line)))
                .isEqualTo("The AX-200 weighs 3.2 kg.\nIt is sold in Oslo.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| AX | 3.2 kg | Oslo |",
                "$a > b > c$",
                "if (a > b || c > d) return x;",
                "```\nbuy now\nclick here\n```",
                "Whoever presses the button without having read the terms of use, the manual and the three pages of warnings"
                        + " on the lid will be sorry.",
                "Yes.\nYes."
            })
    void shouldLeave(String text) {
        String page = PAGE.formatted(text);

        assertThat(BoilerplateText.strip(page)).isSameAs(page);
    }

    @Test
    void shouldKeepARepeatedParagraphOnce() {
        String paragraph = "Every scale is calibrated before it is shipped.";

        assertThat(BoilerplateText.strip(paragraph + "\nOther.\n" + paragraph)).isEqualTo(paragraph + "\nOther.");
    }

    @Test
    void shouldLeaveASingleLineAlone() {
        assertThat(BoilerplateText.strip("Click here")).isEqualTo("Click here");
    }
}
