package dev.alluvium.cleaning.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Write to ann.b+c@mail.x.org.            | Write to <EMAIL_1>.
            请联系zhang@qq.com谢谢                    | 请联系<EMAIL_1>谢谢
            a@x.org, A@X.ORG, b@x.org               | <EMAIL_1>, <EMAIL_1>, <EMAIL_2>
            电话13812345678。                        | 电话<PHONE_1>。
            +86 138 1234 5678 or 138-1234-5678      | <PHONE_1> or <PHONE_2>
            座机010-62345678转                       | 座机<PHONE_1>转
            Call (555) 234-5678 now                 | Call <PHONE_1> now
            1-800-555-1234                          | <PHONE_1>
            +49 30 901820 and +44 (20) 7946 0958    | <PHONE_1> and <PHONE_2>
            """)
    void shouldRedact(String text, String redacted) {
        assertThat(PersonalData.redact(text, new Placeholders())).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The AX-200 weighs 3.2 kg",
                "on 2026-11-20 at 08:00:00",
                "order 20261120000123456",
                "v1.2.3 at 192.168.1.1",
                "ISBN 978-3-16-148410-0",
                "π is 3.14159265358979",
                "1,234,567,890",
                "user@localhost",
                "@handle",
                "a @ b.c",
                "price $1,299.00",
                "SKU 4006381333931",
                "part 555-0199",
                "0.13812345678",
                "13812345678901"
            })
    void shouldLeaveWhatIsNobodys(String text) {
        assertThat(PersonalData.redact(text, new Placeholders())).isSameAs(text);
    }

    @Test
    void shouldStayLinearOnHostileText() {
        String hostile = "+1 23 45 67 ".repeat(20_000) + "@".repeat(50_000) + "a.".repeat(50_000);

        assertThat(PersonalData.redact(hostile, new Placeholders())).isNotNull();
    }
}
