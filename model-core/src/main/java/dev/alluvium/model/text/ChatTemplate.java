package dev.alluvium.model.text;

import dev.alluvium.model.ModelException;
import dev.alluvium.model.jinja.JinjaException;
import dev.alluvium.model.jinja.JinjaTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A chat template in Jinja, as bases bring it in {@code tokenizer_config.json}; its text is that of transformers'
 * {@code apply_chat_template}.
 *
 * <p>Think blocks: where the generation prompt opens one, an answer is trained with its end, empty or not as
 * {@link ThinkPolicy} says; where the template itself writes a block before the last answer, that is trained. Earlier
 * answers of a conversation are written without what was thought, and generation leaves it out of its answers.
 */
public final class ChatTemplate implements PromptTemplate {
    /** Stands where a message's words will be; no text has this character by accident. */
    private static final String MARK = "\uE0A1words\uE0A1";

    private static final String EOS = "eos_token";

    private final String place;
    private final String source;
    private final JinjaTemplate template;
    private final SortedMap<String, String> special;
    private final TemplatePolicy policy;
    private final boolean opensWithPrefix;

    private volatile @Nullable Ending ending;

    /**
     * What comes after an answer.
     *
     * @param written all that the template writes there
     * @param trained that up to its first special token, or the end-of-text token if it has none
     */
    private record Ending(String written, String trained) {}

    /**
     * @param place where it was found, for messages
     * @param special special tokens by their role, such as {@code bos_token}
     * @param opensWithPrefix whether a text begins with what the tokenizer would put first; a base's own template writes that
     */
    ChatTemplate(
            String place,
            String source,
            SortedMap<String, String> special,
            TemplatePolicy policy,
            boolean opensWithPrefix) {
        this.place = place;
        this.source = source;
        this.special = new TreeMap<>(special);
        this.policy = policy;
        this.opensWithPrefix = opensWithPrefix;
        try {
            this.template = JinjaTemplate.parse(source);
        } catch (JinjaException e) {
            throw new ModelException(
                    place,
                    e.getMessage() + "",
                    "must be a Jinja chat template",
                    "write what it does with the constructs of docs/models.md into chat_template.jinja",
                    e);
        }
    }

    /**
     * The text of a conversation.
     *
     * @param generation whether the assistant is to speak next
     * @throws ModelException if the template refuses the conversation, or fails on it
     */
    public String render(List<ChatMessage> messages, boolean generation) {
        Map<String, @Nullable Object> values = new HashMap<>(special);
        values.put("messages", messages.stream().map(ChatTemplate::value).toList());
        values.put("tools", null);
        values.put("documents", null);
        values.put("add_generation_prompt", generation);
        try {
            return template.render(values, policy.date().atStartOfDay());
        } catch (JinjaException e) {
            throw new ModelException(
                    place,
                    messages.stream().map(each -> each.role().id()).toList(),
                    e.byTemplate() ? "refuses this conversation: " + e.getMessage() : "fails: " + e.getMessage(),
                    e.byTemplate() ? "send the roles that the base knows" : "correct the template",
                    e);
        }
    }

    private static Map<String, Object> value(ChatMessage message) {
        return Map.of("role", message.role().id(), "content", message.content());
    }

    @Override
    public long[] prompt(Tokenizer tokenizer, List<ChatMessage> messages) {
        return new ConversationTokens(tokenizer, begin(tokenizer)).prompt(render(escaped(tokenizer, messages), true));
    }

    @Override
    public List<Example> examples(Tokenizer tokenizer, List<ChatMessage> messages) {
        ConversationTokens segments = new ConversationTokens(tokenizer, begin(tokenizer));
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).isTrained()) {
                List<ChatMessage> before = escaped(tokenizer, messages.subList(0, i));
                String prompt = render(before, true);
                ReasoningSplit answer = ReasoningSplit.of(messages.get(i).content());
                ReasoningSplit trained = policy.think() == ThinkPolicy.KEEP ? answer : answer.withoutThought();
                segments.add(prompt, answer(tokenizer, before, prompt, trained.escaped(tokenizer)));
            }
        }
        return segments.examples();
    }

    /** What the model is to write after the prompt. */
    private String answer(Tokenizer tokenizer, List<ChatMessage> before, String prompt, ReasoningSplit answer) {
        Ending ending = ending(tokenizer);
        if (opens(prompt)) {
            return answer.afterOpening() + ending.trained();
        }
        List<ChatMessage> all = new ArrayList<>(before);
        all.add(ChatMessage.assistant(answer.content()));
        String whole = render(all, false);
        int to = whole.length() - ending.written().length();
        return whole.startsWith(prompt) && whole.endsWith(ending.written()) && to >= prompt.length()
                ? whole.substring(prompt.length(), to) + ending.trained()
                : answer.content() + ending.trained();
    }

    private static boolean opens(String prompt) {
        return prompt.lastIndexOf(Thinking.OPEN) > prompt.lastIndexOf(Thinking.CLOSE);
    }

    private static List<ChatMessage> escaped(Tokenizer tokenizer, List<ChatMessage> messages) {
        return messages.stream()
                .map(each -> new ChatMessage(
                        each.role(),
                        tokenizer.escape(
                                each.role() == ChatMessage.Role.ASSISTANT
                                        ? ReasoningSplit.of(each.content()).said()
                                        : each.content())))
                .toList();
    }

    private Ending ending(Tokenizer tokenizer) {
        Ending known = ending;
        if (known == null) {
            String text = render(List.of(ChatMessage.user("?"), ChatMessage.assistant(MARK)), false);
            String after = text.substring(text.lastIndexOf(MARK) + MARK.length());
            String trained = tokenizer
                    .endOfFirstSpecial(after)
                    .map(to -> after.substring(0, to))
                    .orElseGet(this::eos);
            known = new Ending(after, trained);
            ending = known;
        }
        return known;
    }

    private String eos() {
        String eos = special.get(EOS);
        if (eos == null) {
            throw new ModelException(
                    "tokenizer_config.json#" + EOS,
                    "absent",
                    "must name the token that ends an answer, as the template writes none",
                    "add it");
        }
        return eos;
    }

    private long[] begin(Tokenizer tokenizer) {
        return opensWithPrefix ? tokenizer.prefix() : new long[0];
    }

    @Override
    public UserTurn userTurn(Tokenizer tokenizer) {
        String text = render(List.of(ChatMessage.user(MARK)), true);
        int mark = text.lastIndexOf(MARK);
        if (mark < 0) {
            throw new ModelException(place, "leaves out what the user says", "must write it", "correct the template");
        }
        long[] tokens = new ConversationTokens(tokenizer, begin(tokenizer)).prompt(text.substring(0, mark));
        return UserTurn.of(tokenizer, tokens, text.substring(mark + MARK.length()));
    }

    @Override
    public long[] opening(Tokenizer tokenizer, String text) {
        return new ConversationTokens(tokenizer, tokenizer.prefix()).prompt(tokenizer.escape(text));
    }

    @Override
    public Example document(Tokenizer tokenizer, String text) {
        return Example.answer(tokenizer.prefix(), tokenizer.encode(tokenizer.escape(text) + eos()));
    }

    @Override
    public Set<Long> ends(Tokenizer tokenizer) {
        long[] ids = tokenizer.encode(ending(tokenizer).trained());
        return ids.length == 0 ? Set.of() : Set.of(ids[ids.length - 1]);
    }

    @Override
    public Thinking thinking() {
        if (!source.contains(Thinking.CLOSE) && !source.contains(Thinking.OPEN)) {
            return Thinking.NEVER;
        }
        return opens(render(List.of(ChatMessage.user("?")), true)) ? Thinking.OPENED : Thinking.MAYBE;
    }

    @Override
    public ThinkPolicy think() {
        return policy.think();
    }

    @Override
    public String source() {
        return place;
    }

    @Override
    public String hash() {
        return TemplateHash.of(source + "\n" + special + "\n" + policy + "\n" + opensWithPrefix);
    }
}
