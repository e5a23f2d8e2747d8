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
                "Click here to order",
                "Privacy Policy | Terms of Use | Contact",
                "Advertisement",
                "Please enable JavaScript to view this page.",
                "未经授权，禁止转载",
                "京ICP备12345678号",
                "点击这里立即购买",
                "点击这里",
                "Follow us on Instagram",
                "Join our newsletter",
                "Share this article",
                "上一篇：电子秤的选购"
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
                "Yes.\nYes.",
                "Settings > Network > Advanced",
                "设置 > 网络 > 高级",
                "Choose:\nHome > Insert > Table",
                "点击这里的“完成”按钮结束安装。",
                "点击这里的图标打开设置。",
                "点击购买按钮进入付款页面。",
                "Find us on the second floor beside the lift.",
                "Please join our safety drill at 9 in hall 2.",
                "Share this page with the shift leader before work begins.",
                "Our privacy policy says who may read the log.",
                "The switch sends an advertisement to its neighbours.",
                "3. Enable JavaScript in the settings.",
                "软件的版权所有者可以修改它。",
                "未经授权不得进入机房。",
                "扫描二维码即可打开设备的页面。",
                "Model | Power | Weight\n--- | --- | ---\nAX | 5 W | 2 kg\nBX | 7 W | 2 kg",
                "Turn the screw by half a turn, then wait.\nClose the lid of the housing.\nTurn the screw by half a turn, then wait.",
                "Use it so:\n\n    buy now\n    click here\n\nOther text",
                "~~~\nclick here\n~~~"
            })
    void shouldLeave(String text) {
        String page = PAGE.formatted(text);

        assertThat(BoilerplateText.strip(page)).isSameAs(page);
    }

    /** A short one may be a step that is done twice. */
    @Test
    void shouldKeepALongRepeatedParagraphOnce() {
        String paragraph =
                "Every scale is calibrated before it is shipped, and the certificate of the calibration is in the box with"
                        + " the scale.";

        assertThat(BoilerplateText.strip(paragraph + "\nOther.\n" + paragraph)).isEqualTo(paragraph + "\nOther.");
    }

    @Test
    void shouldLeaveASingleLineAlone() {
        assertThat(BoilerplateText.strip("Click here")).isEqualTo("Click here");
    }
}
