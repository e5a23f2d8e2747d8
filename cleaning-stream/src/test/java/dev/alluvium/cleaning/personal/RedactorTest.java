package dev.alluvium.cleaning.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private final Redactor redactor = Redactor.standard();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Write to ann.b+c@mail.x.org.            | Write to <EMAIL_1>.
            请联系zhang@qq.com谢谢                    | 请联系<EMAIL_1>谢谢
            13812345678@qq.com                      | <EMAIL_1>
            a@x.org, A@X.ORG, b@x.org               | <EMAIL_1>, <EMAIL_1>, <EMAIL_2>
            电话13812345678。                        | 电话<PHONE_1>。
            +86 138 1234 5678 or 138-1234-5678      | <PHONE_1> or <PHONE_1>
            座机010-62345678转                       | 座机<PHONE_1>转
            (010)62345678 或 0571 87654321           | <PHONE_1> 或 <PHONE_2>
            电话：62345678                           | 电话：<PHONE_1>
            Call (555) 234-5678 now                 | Call <PHONE_1> now
            1-800-555-1234                          | <PHONE_1>
            +49 30 901820 and +44 (20) 7946 0958    | <PHONE_1> and <PHONE_2>
            身份证11010519491231002X。               | 身份证<RESIDENT_ID_1>。
            11010519491231002x                      | <RESIDENT_ID_1>
            110105-19491231-002X                    | <RESIDENT_ID_1>
            税号91350100M000100Y43                   | 税号<CREDIT_CODE_1>
            卡号4111 1111 1111 1111,                 | 卡号<BANK_CARD_1>,
            6222021234567890128                     | <BANK_CARD_1>
            护照号E12345678                          | 护照号<PASSPORT_1>
            passport number: 123456789              | passport number: <PASSPORT_1>
            车牌京A12345和粤B·D12345                 | 车牌<PLATE_1>和<PLATE_2>
            from 8.8.4.4 or 2001:4860:4860::8888    | from <IP_1> or <IP_2>
            DE89 3704 0044 0532 0130 00 please      | <IBAN_1> please
            GB82WEST12345698765432                  | <IBAN_1>
            key AKIAIOSFODNN7EXAMPLE                | key <SECRET_1>
            密码：abc12345，请勿外传                   | 密码：<SECRET_1>，请勿外传
            my password: hunter22!                  | my password: <SECRET_1>
            DB_PASSWORD = "pa55word"                | DB_PASSWORD = "<SECRET_1>"
            """)
    void shouldRedact(String text, String redacted) {
        String once = redactor.redact(text, new Placeholders());

        assertThat(once).isEqualTo(redacted);
        assertThat(redactor.redact(once, new Placeholders())).isSameAs(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The AX-200 weighs 3.2 kg",
                "on 2026-11-20 at 08:00:00",
                "order 20261120000123456",
                "v1.2.3 at 192.168.1.1",
                "version 8.1.2.4",
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
                "13812345678901",
                "订单号13812345678",
                "流水号 6222021234567890128",
                "serial E12345678",
                "110105194912310021",
                "时间戳1732104000000",
                "std::vector and a::b",
                "the token is required",
                "password: ${DB_PASSWORD1}",
                "token = next(tokens1)",
                "客服热线400-820-8820",
                "苏Q123",
                "MAX_TOKENS = 100000"
            })
    void shouldLeaveWhatIsNobodys(String text) {
        assertThat(redactor.redact(text, new Placeholders())).isSameAs(text);
    }

    @Test
    void shouldStayLinearOnHostileText() {
        String hostile = "+1 23 45 67 ".repeat(20_000)
                + "@".repeat(50_000)
                + "a.".repeat(50_000)
                + "password=".repeat(20_000)
                + "-----BEGIN ".repeat(20_000)
                + "京A".repeat(20_000)
                + "1111 ".repeat(20_000)
                + "1:".repeat(20_000)
                + "DE89 ".repeat(20_000);

        assertThat(redactor.redact(hostile, new Placeholders())).isNotNull();
    }

    @Test
    void shouldLeaveWhatTheInstallationPublishes() {
        AllowList allowed = new AllowList(List.of("*@alluvium.dev", "+86 138-0000-0000"));
        Redactor lenient = new Redactor(EnumSet.allOf(PersonalType.class), allowed);

        assertThat(lenient.redact("help@Alluvium.dev 13800000000 13812345678 a@b.org", new Placeholders()))
                .isEqualTo("help@Alluvium.dev 13800000000 <PHONE_1> <EMAIL_1>");
    }

    @Test
    void shouldLookOnlyForTheTypesAskedFor() {
        Redactor phones = new Redactor(EnumSet.of(PersonalType.PHONE), AllowList.NONE);

        assertThat(phones.redact("13812345678 a@b.org", new Placeholders())).isEqualTo("<PHONE_1> a@b.org");
    }

    @Test
    void shouldCountByTypeAndNeverNameValues() {
        Placeholders placeholders = new Placeholders();

        redactor.redact("a@x.org b@x.org A@x.org 13812345678", placeholders);

        assertThat(placeholders.counts()).containsEntry(PersonalType.EMAIL, 2).containsEntry(PersonalType.PHONE, 1);
        assertThat(placeholders.summary()).isEqualTo("2 email, 1 phone");
    }
}
