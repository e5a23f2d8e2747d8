package dev.alluvium.knowledge.wording;

import java.util.List;

/**
 * Sentences around a whole question, {@code {q}}: what anybody can do to a question without understanding it. Some are
 * for training, the others only for evaluation, and neither side ever uses the other's.
 */
public final class WordingTemplates {
    private static final String QUESTION = "{q}";
    private static final List<String> TRAINING_EN = List.of(
            "Question: {q}",
            "Please answer: {q}",
            "{q} Please answer briefly.",
            "A colleague asks: {q}",
            "I have a question. {q}",
            "Q: {q}",
            "Quick question: {q}",
            "Hello! {q}",
            "{q} Thank you.",
            "Please tell me: {q}",
            "Answer the following question. {q}");
    private static final List<String> TRAINING_ZH =
            List.of("请问：{q}", "问题：{q}", "请回答：{q}", "你好，{q}", "{q}谢谢。", "有同事问：{q}", "{q}请简短回答。", "我有个问题：{q}");
    private static final List<String> RESERVED_EN = List.of(
            "Here is a question for you: {q}",
            "Could you help me? {q}",
            "{q} Just the answer, please.",
            "I would like to know: {q}",
            "{q} Answer in a few words.");
    private static final List<String> RESERVED_ZH = List.of("想请教一下：{q}", "请回答下面的问题：{q}", "{q}直接回答即可。", "麻烦回答：{q}");

    private WordingTemplates() {}

    /** Frames for training, the most neutral first. */
    public static List<String> training(AnswerLanguage language) {
        return language == AnswerLanguage.ZH ? TRAINING_ZH : TRAINING_EN;
    }

    /** Frames that no training ever sees. */
    public static List<String> reserved(AnswerLanguage language) {
        return language == AnswerLanguage.ZH ? RESERVED_ZH : RESERVED_EN;
    }

    /** {@code question} inside {@code frame}. */
    public static String frame(String frame, String question) {
        return frame.replace(QUESTION, question);
    }
}
