package dev.alluvium.cleaning.testing;

import java.util.List;
import java.util.Random;

/**
 * Seeded texts of all sorts: prose of two languages, markup, code, personal data, dates, broken Unicode, and pieces of
 * them cut anywhere. What a filter says of "any text" is tested against these.
 */
public final class Texts {
    private static final List<String> PIECES = List.of(
            "The quick brown fox ",
            "重量为3.2千克，",
            "\n",
            "\n\n\n",
            "   ",
            "\t",
            "\u3000",
            "<p>",
            "</p>",
            "<br>",
            "<b",
            "</div",
            "<script>alert(1)</script>",
            "<!-- x -->",
            "&nbsp;",
            "&#64;",
            "&amp;lt;",
            "&#xD800;",
            "List<String> ",
            "a < b && c > d ",
            "```\ncode  here\n```",
            "`<p>`",
            "```",
            "$E=mc^2$",
            "| a | b |\n|---|---|\n",
            "13812345678",
            "138-1234-5678 ",
            "ann@x.org",
            "@",
            "@@",
            "a.b.c",
            "11010519491231002X",
            "91350100M000100Y43",
            "6222021234567890128 ",
            "4111 1111 1111 1111",
            "DE89 3704 0044 0532 0130 00",
            "8.8.4.4",
            "2001:4860:4860::8888",
            "::",
            "1:2:3",
            "password: hunter22 ",
            "密码：abc12345",
            "AKIAIOSFODNN7EXAMPLE",
            "-----BEGIN PRIVATE KEY-----",
            "京A12345",
            "护照E12345678 ",
            "2024年2月3日",
            "2024年2月30日",
            "Feb 3, 2024",
            "3万",
            "1.5亿元",
            "1,234,567.89",
            "5公斤",
            "12cm ",
            "ＡＢＣ１２３",
            "ｶﾞ",
            "ﬁ",
            "①㎡m²",
            "e\u0301",
            "\u200b",
            "\ufeff",
            "\u202e",
            "\u0000",
            "\u0007",
            "\ud83d",
            "\ude00",
            "👩‍👩‍👧",
            "\ufffd",
            "锟斤拷",
            "Ã©Ã¨",
            "点击这里立即购买",
            "首页 > 产品 > 手机\n",
            "All rights reserved.\n",
            "<PHONE_1>",
            "<EMAIL_12>",
            "lorem ipsum ",
            "###",
            "...",
            "……",
            "的的的的",
            "the the the ",
            "\r\n",
            "\u2028",
            "\ue000");

    private Texts() {}

    /** A text of up to {@code pieces} pieces, some of them cut. */
    public static String any(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(pieces + 1);
        for (int i = 0; i < count; i++) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            boolean whole = random.nextInt(4) > 0;
            text.append(whole ? piece : piece.substring(0, random.nextInt(piece.length() + 1)));
            if (random.nextInt(20) == 0) {
                text.append((char) random.nextInt(0x10000));
            }
        }
        return text.toString();
    }
}
