package dev.alluvium.cleaning.personal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-mail addresses that are hidden from programs, and prose with the same words; a row without a second column stays as it is. */
class ObfuscatedEmailsTest {
    private final HardCases cases = new HardCases();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            请联系 chen.li [at] firma [dot] com                             | 请联系 <EMAIL_1>
            mail me: joan (at) post.example                              | mail me: <EMAIL_1>
            joan dot poe at gmail dot com                                | <EMAIL_1>
            write to joan.poe at post dot org please                     | write to <EMAIL_1> please
            邮箱：lina88#qq.com                                             | 邮箱：<EMAIL_1>
            邮箱 lina88艾特163点com                                           | 邮箱 <EMAIL_1>
            lina88@qq点com                                                | <EMAIL_1>
            lina88 @ gmail.com                                           | <EMAIL_1>
            lina88[at]post[.]org                                         | <EMAIL_1>
            lina88@post[.]org                                            | <EMAIL_1>
            lina88(@)post.org                                            | <EMAIL_1>
            Joan {AT} post {dot} org                                     | <EMAIL_1>
            looking at the dot com boom                                  |
            he arrived at noon dot                                       |
            look at example.com                                          |
            sold at ebay dot com                                         |
            find us at www dot post dot org                              |
            meet (at 5 pm) in the hall                                   |
            array[at] = 3                                                |
            issue#12.com                                                 |
            color #abc.def                                               |
            see section (A) of 2.1                                       |
            price @ 5.00                                                 |
            user@host1:~$ ls                                             |
            @李娜点赞了                                                       |
            他艾特qq群主                                                      |
            point at one dot net of others                               |
            """)
    void shouldReadHiddenAddresses(String text, @Nullable String redacted) {
        cases.check(text, redacted);
    }
}
