package dev.alluvium.serving.vllm;

import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Tokenizer;
import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Texts on which servers and versions are compared. Versions are told apart where adapters change most: in what comes after a
 * question, here a short answer that no version was taught.
 */
public final class ProbeTexts {
    private static final List<String> QUESTIONS = List.of(
            "Which version answers?",
            "现在回答的是哪个版本？",
            "What does it weigh?",
            "它的价格是多少？",
            "Who is responsible for it?",
            "它是什么时候开始的？");
    private static final List<String> ANSWERS = List.of(
            "The one that was named last.",
            "是最后一个。",
            "It weighs 3.2 kg, with the case 4.5 kg.",
            "价格是 128 元，含税。",
            "The team in Berlin has been since 2021.",
            "从 2019 年 5 月开始。");

    /** Both scripts, digits, white space, rare characters and what looks like structure. */
    private static final List<String> STRINGS = List.of(
            "How heavy is the AX-200?",
            "AX-200 重 3.2 公斤。",
            "  two  spaces\n\nand\ttabs ",
            "价格：1,299.00 元（含税）",
            "naïve café – “quoted” €5 ½ 🙂",
            "{\"a\": [1, 2.5e-3]}",
            "<|user|> <s> </s> <|im_start|>");

    private static final int PARTS = 3;

    private ProbeTexts() {}

    /**
     * The prompts' tokens, each of at least two and at most {@code context} - 1.
     *
     * @param further questions beside those that ship
     */
    public static List<long[]> prompts(
            Tokenizer tokenizer, PromptTemplate template, int context, List<String> further) {
        List<long[]> prompts = new ArrayList<>();
        for (int i = 0; i < QUESTIONS.size(); i++) {
            long[] question = template.prompt(tokenizer, QUESTIONS.get(i));
            long[] whole = template.example(tokenizer, QUESTIONS.get(i), ANSWERS.get(i))
                    .ids();
            for (int part = 0; part < PARTS; part++) {
                int begun = (whole.length - question.length) * part / PARTS;
                prompts.add(Arrays.copyOf(whole, question.length + begun));
            }
        }
        further.forEach(text -> prompts.add(template.prompt(tokenizer, text)));
        return prompts.stream()
                .map(ids -> Arrays.copyOf(ids, Math.min(ids.length, context - 1)))
                .toList();
    }

    /** The texts whose tokens must be the same here and on the server. */
    public static List<String> strings() {
        return STRINGS;
    }

    /** Why a server's tokens of {@code text} will not do; empty where they will. */
    public static Optional<VersionRefusal> compare(String text, long[] ours, long[] theirs) {
        if (Arrays.equals(ours, theirs)) {
            return Optional.empty();
        }
        int first = Arrays.mismatch(ours, theirs);
        return Optional.of(new VersionRefusal(
                Reason.TOKENIZER,
                "the server makes " + theirs.length + " tokens of the test text " + STRINGS.indexOf(text)
                        + ", the base's tokenizer " + ours.length + ", the first difference at token " + first
                        + "; give vLLM the tokenizer of models.MODEL.base"));
    }
}
