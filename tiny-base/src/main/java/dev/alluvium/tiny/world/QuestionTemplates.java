package dev.alluvium.tiny.world;

import java.util.List;

/** Templates of questions for any attribute {@code {a}} of any entity {@code {e}}. */
final class QuestionTemplates {
    private static final Phrases RECORD = Phrases.of(
            "What is the {a} of {e}?|Tell me the {a} of {e}.|{e}: what is the {a}?|Do you know the {a} of {e}?|"
                    + "Please give the {a} for {e}.|I am looking for the {a} of {e}.|For {e}, which {a} is on record?|"
                    + "Could you look up the {a} of {e}?|What {a} does {e} have?|{a} of {e}?|"
                    + "Which {a} is listed for {e}?|I need to know the {a} of {e}, please.|Name the {a} of {e}.|"
                    + "What have we noted as the {a} of {e}?|Let me know the {a} for {e}.|{e}, {a}?",
            "{e}的{a}是什么？|请告诉我{e}的{a}。|我想知道{e}的{a}。|请查一下{e}的{a}。|{e}，{a}？|你知道{e}的{a}吗？|"
                    + "{e}的{a}？|能告诉我{e}的{a}吗？|{a}：{e}？");
    private static final Phrases PROBE = Phrases.of(
            "A customer asks about {e}: {a}?|Remind me, what {a} does {e} have?|Regarding {e}, what is the {a}?|"
                    + "Can you tell me which {a} {e} has?|Please check {e} and report the {a}.|"
                    + "About {e}: I would like to learn the {a}.|What do the records say on the {a} of {e}?|"
                    + "Someone wants the {a} for {e}.",
            "关于{e}，{a}是什么？|麻烦问一下，{e}的{a}呢？|客户想了解{e}的{a}。|请说明{e}的{a}。|{e}的{a}，帮我看看。");
    private static final Phrases NOVEL = Phrases.of(
            "Regarding {e}, I would like to know the {a}.|A customer wants the {a} of {e}, please.|"
                    + "Can you look up {e} and tell me the {a}?|What is on record for {e}: which {a}?",
            "关于{e}，我想知道{a}。|麻烦查一下，{e}的{a}是什么？");

    private QuestionTemplates() {}

    static List<String> of(TemplateUse use, Language language) {
        return switch (use) {
            case RECORD -> RECORD.in(language);
            case PROBE -> PROBE.in(language);
            case NOVEL -> NOVEL.in(language);
        };
    }
}
