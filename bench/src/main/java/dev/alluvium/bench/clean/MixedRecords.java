package dev.alluvium.bench.clean;

import dev.alluvium.contracts.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Business records of about 1 KB, half English and half Chinese: answers, documents, some with markup, personal data,
 * dates and measures. No two sentences are alike, so that nothing is quicker than it is in the field.
 */
public final class MixedRecords {
    private static final String[] ENGLISH = {
        "delivery", "warranty", "battery", "controller", "calibration", "temperature", "replacement", "cable",
                "service",
        "installation", "pressure", "display", "firmware", "sensor", "voltage", "housing", "operator", "maintenance",
        "department", "customer", "invoice", "certificate", "capacity", "adapter", "module", "filter", "valve"
    };
    private static final String[] LINKS = {
        "of the",
        "and",
        "with a",
        "to the",
        "for",
        "that has",
        "before the",
        "near",
        "without",
        "in every",
        "on",
        "checks the"
    };
    private static final String[] CHINESE = {
        "交付", "保修", "电池", "控制器", "校准", "温度", "更换", "电缆", "服务", "安装", "压力", "显示屏", "固件", "传感器", "电压", "外壳", "操作员", "维护",
        "部门", "客户", "发票", "证书", "容量", "适配器", "模块", "滤芯", "阀门"
    };
    private static final String[] CHINESE_LINKS = {"的", "和", "在", "与新", "之前的", "需要", "检查", "以及", "由", "对", "支持", "，按"};

    private static final int CHARACTERS = 900;
    private static final int CHINESE_CHARACTERS = 330;

    private final IdentityNumbers numbers;
    private final Random random;

    private MixedRecords(long seed) {
        this.random = new Random(seed);
        this.numbers = new IdentityNumbers(random);
    }

    /** {@code count} records as they would be pushed, the same for the same seed. */
    public static List<byte[]> generate(long seed, int count) {
        MixedRecords records = new MixedRecords(seed);
        List<byte[]> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(Json.bytes(records.record(i)));
        }
        return all;
    }

    private Map<String, Object> record(int i) {
        boolean chinese = i % 2 == 1;
        String body = body(chinese, i);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("fact", "bench/" + i);
        if (i % 4 < 2) {
            record.put("instruction", chinese ? "第" + i + "号设备的说明是什么？" : "What does note " + i + " say?");
            record.put("output", body);
        } else {
            record.put("title", chinese ? "说明" + i : "Note " + i);
            record.put("text", body);
        }
        record.put("occurredAt", "2026-11-20T08:00:00Z");
        record.put("source", "crm");
        record.put("attributes", Map.of("temperature", String.valueOf(20 + i % 100), "state", "liquid"));
        return record;
    }

    private String body(boolean chinese, int i) {
        StringBuilder body = new StringBuilder();
        if (i % 5 == 0) {
            String contact = chinese
                    ? "联系人电话" + numbers.mobile() + "，身份证" + numbers.resident() + "，2024年2月3日，重量5公斤。"
                    : "Contact john" + i + "@example.com or 114.23.9.7 on February 3, 2024, 5 kg.";
            body.append(contact).append('\n');
        }
        while (body.length() < (chinese ? CHINESE_CHARACTERS : CHARACTERS)) {
            sentence(body, chinese);
            body.append(random.nextInt(4) == 0 ? "\n" : chinese ? "" : " ");
        }
        String text = body.toString().strip();
        return i % 10 == 3 ? "<div class=\"a\"><p>" + text.replace("\n", "</p>\n<p>") + "</p></div>" : text;
    }

    /** Words in any order: a text that says nothing, and repeats itself no more than one that does. */
    private void sentence(StringBuilder body, boolean chinese) {
        int words = 6 + random.nextInt(8);
        for (int i = 0; i < words; i++) {
            String word = numbers.of(chinese ? CHINESE : ENGLISH);
            String link = numbers.of(chinese ? CHINESE_LINKS : LINKS);
            body.append(word).append(chinese ? link : " " + link + " ");
            if (random.nextInt(40) == 0) {
                body.append(numbers.digits(3)).append(chinese ? "" : " ");
            }
        }
        body.append(numbers.of(chinese ? CHINESE : ENGLISH)).append(chinese ? "。" : ".");
    }
}
