package dev.alluvium.model.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Rewords a question without understanding it, by a sentence around it. One wording of a fact teaches little, several
 * teach it: training uses one set of templates, probes another, so that a template never gives an answer away.
 */
public final class QuestionTemplates {
    private static final List<String> TRAINING_EN = List.of(
            "Question: {q}",
            "Q: {q}",
            "{q} Please answer briefly.",
            "Please answer: {q}",
            "Hello! {q}",
            "Quick question: {q}",
            "I have a question. {q}",
            "A colleague asks: {q}",
            "{q} Thank you.",
            "Could you help me? {q}",
            "Here is a question for you: {q}",
            "{q} Answer in a few words.");
    private static final List<String> RESERVED_EN = List.of(
            "Please tell me: {q}",
            "I would like to know: {q}",
            "Answer the following question. {q}",
            "{q} Just the answer, please.");
    private static final List<String> TRAINING_ZH = List.of(
            "请问：{q}", "你好，{q}", "问题：{q}", "请回答：{q}", "有同事问：{q}", "{q}谢谢。", "想请教一下：{q}", "{q}请简短回答。", "请回答下面的问题：{q}");
    private static final List<String> RESERVED_ZH = List.of("我有个问题：{q}", "{q}直接回答即可。", "麻烦回答：{q}");

    private QuestionTemplates() {}

    /**
     * The question and rewordings for training, {@code count} in all or as many as there are.
     *
     * @param seed decides which; the same question and seed give the same list
     */
    public static List<String> training(String question, int count, long seed) {
        List<String> questions = new ArrayList<>(List.of(question));
        questions.addAll(draw(isChinese(question) ? TRAINING_ZH : TRAINING_EN, question, count - 1, seed));
        return questions;
    }

    /** Rewordings that are never trained, for probes of the lowest tier; the question itself is not among them. */
    public static List<String> reserved(String question, int count, long seed) {
        return draw(isChinese(question) ? RESERVED_ZH : RESERVED_EN, question, count, seed);
    }

    /** Every template of a language, {@code {q}} standing for the question: what a base should be familiar with. */
    public static List<String> all(boolean chinese) {
        List<String> all = new ArrayList<>(chinese ? TRAINING_ZH : TRAINING_EN);
        all.addAll(chinese ? RESERVED_ZH : RESERVED_EN);
        return all;
    }

    /** The template around a question. */
    public static String apply(String template, String question) {
        return template.replace("{q}", question);
    }

    private static List<String> draw(List<String> templates, String question, int count, long seed) {
        List<String> shuffled = new ArrayList<>(templates);
        Collections.shuffle(shuffled, new Random(seed * 31 + question.hashCode()));
        return shuffled.subList(0, Math.max(0, Math.min(count, shuffled.size()))).stream()
                .map(template -> apply(template, question))
                .toList();
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN);
    }
}
