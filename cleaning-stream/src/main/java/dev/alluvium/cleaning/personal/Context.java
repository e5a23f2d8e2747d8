package dev.alluvium.cleaning.personal;

import java.util.List;
import java.util.Locale;

/**
 * What the words before a number say about it. A checksum alone passes one number in ten or so; the word that names the
 * number settles most of the rest: of two words the nearer one counts.
 */
enum Context {
    /** A word of the type: 手机, card, passport. */
    NAMED,
    /** A word for a number of things: 订单号, serial, timestamp. */
    OTHER,
    NONE;

    private static final int WINDOW = 24;
    private static final String ENDS = "。！？!?；;\n";

    private static final List<String> OTHERS = List.of(
            "订单",
            "单号",
            "流水",
            "编号",
            "编码",
            "序列",
            "运单",
            "快递",
            "物流",
            "发票",
            "批次",
            "批号",
            "条码",
            "货号",
            "工单",
            "合同",
            "时间戳",
            "型号",
            "版本",
            "凭证",
            "货单",
            "设备号",
            "资产号",
            "交易号",
            "会话",
            "表号",
            "架号",
            "箱号",
            "柜号",
            "户号",
            "桩号",
            "料号",
            "图号",
            "档案号",
            "样品",
            "读数",
            "校验",
            "哈希",
            "order",
            "serial",
            "tracking",
            "invoice",
            "batch",
            "timestamp",
            "sku",
            "isbn",
            "ean",
            "ticket",
            "s/n",
            "sn:",
            "sn：",
            "part no",
            "version",
            "build",
            "uuid",
            "request id",
            "trace",
            "imei",
            "chassis",
            "meter no",
            "checksum",
            "p/n",
            "barcode");

    /** The nearest word before {@code start}, in the same sentence. */
    static Context of(CharSequence text, int start, List<String> names) {
        String before = before(text, start);
        int named = last(before, names);
        int other = last(before, OTHERS);
        if (named < 0 && other < 0) {
            return NONE;
        }
        return named >= other ? NAMED : OTHER;
    }

    private static String before(CharSequence text, int start) {
        int from = start;
        while (from > 0 && start - from < WINDOW && ENDS.indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        return text.subSequence(from, start).toString().toLowerCase(Locale.ROOT);
    }

    /** Where the last of the words ends, or -1. */
    private static int last(String text, List<String> words) {
        int last = -1;
        for (String word : words) {
            int at = text.lastIndexOf(word);
            last = at < 0 ? last : Math.max(last, at + word.length());
        }
        return last;
    }
}
