package dev.alluvium.cleaning.personal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in Chinese numerals, and prose with numerals; a row without a second column stays as it is. */
class ChineseNumeralsTest {
    private final HardCases cases = new HardCases();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            电话一三九八七六五四三二一                                                | 电话<PHONE_1>
            手机号：幺三九八七六五四三二幺                                              | 手机号：<PHONE_1>
            我的手机是一三九 八七六五 四三二一。                                          | 我的手机是<PHONE_1>。
            联系方式 壹叁玖捌柒陆伍肆叁贰壹                                             | 联系方式 <PHONE_1>
            加我139八七六五4321                                                | 加我<PHONE_1>
            找李工1三九8七六5四三2一                                               | 找李工<PHONE_1>
            电话零五一二六六八八一二三四                                               | 电话<PHONE_1>
            座机六六八八一二三四                                                   | 座机<PHONE_1>
            一三九八七六五四三二一和一三八零零一三八零零一                                      | <PHONE_1>和<PHONE_2>
            13987654321，即一三九八七六五四三二一                                     | <PHONE_1>，即<PHONE_1>
            身份证号三二零一零二一九八五零六零七三一三五                                       | 身份证号<RESIDENT_ID_1>
            扣扣九八七六五四三二一                                                  | 扣扣<CHAT_ID_1>
            手机号1 3 9 8 7 6 5 4 3 2 1                                     | 手机号<PHONE_1>
            Phone 1 3 9 8 7 6 5 4 3 2 1                                  | Phone <PHONE_1>
            二〇二四年一月九日                                                    |
            一九九八年到二零零八年                                                  |
            圆周率三一四一五九二六五三五                                               |
            四零零八一零一二三四是热线                                                |
            电话四零零八一零一二三四                                                 |
            电话会议二零二四年一月九日                                                |
            一二三四五六七八九                                                    |
            零一二三四五六七八九十                                                  |
            订单号一三九八七六五四三二一                                               |
            第一三九八七六五四三二一号                                                |
            播放一三九八七六五四三二一次                                               |
            一千三百九十万八千                                                    |
            电话一三九八七六五四三二一一一一一一一一一一一                                      |
            三三两两，一五一十，七七八八                                               |
            得分 1 3 9 8 7 6 5 4 3 2 1                                     |
            """)
    void shouldReadNumbersInChineseNumerals(String text, @Nullable String redacted) {
        cases.check(text, redacted);
    }
}
