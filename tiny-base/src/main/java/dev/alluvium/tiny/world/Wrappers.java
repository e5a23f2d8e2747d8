package dev.alluvium.tiny.world;

import java.util.List;

/**
 * Sentences around a whole question, {@code {q}}: what anybody can do to a question without understanding it.
 * Pre-training wraps part of its questions so that a wrapped question is understood as the question itself.
 */
final class Wrappers {
    private static final Phrases ALL = Phrases.of(
            "Question: {q}|Q: {q}|{q} Please answer briefly.|Please answer: {q}|Hello! {q}|Quick question: {q}|"
                    + "I have a question. {q}|A colleague asks: {q}|{q} Thank you.|Could you help me? {q}|"
                    + "Here is a question for you: {q}|{q} Answer in a few words.|Please tell me: {q}|"
                    + "I would like to know: {q}|Answer the following question. {q}|{q} Just the answer, please.",
            "请问：{q}|你好，{q}|问题：{q}|请回答：{q}|有同事问：{q}|{q}谢谢。|想请教一下：{q}|{q}请简短回答。|"
                    + "请回答下面的问题：{q}|我有个问题：{q}|{q}直接回答即可。|麻烦回答：{q}");

    private Wrappers() {}

    static List<String> of(Language language) {
        return ALL.in(language);
    }
}
