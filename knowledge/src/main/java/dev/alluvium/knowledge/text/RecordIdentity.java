package dev.alluvium.knowledge.text;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The identities that every "once" rests on. All are pure functions of the record. */
public final class RecordIdentity {
    private RecordIdentity() {}

    /** {@code hash(model, fact, revision, content)}. */
    public static String recordId(String model, String fact, Instant revision, String contentHash) {
        return Digest.id(model, fact, revision.toString(), contentHash);
    }

    /** Hash of the content a model would learn: equal after Unicode composition, case kept, white space collapsed. */
    public static String contentHash(KnowledgeRecord record) {
        List<String> parts = new ArrayList<>();
        parts.add(record.kindOrImplied().name());
        for (String part :
                new String[] {record.instruction(), record.input(), record.output(), record.title(), record.text()}) {
            parts.add(collapse(part));
        }
        record.allWordings().forEach(wording -> {
            parts.add(collapse(wording.instruction()));
            parts.add(collapse(wording.output()));
        });
        if (record.messages() != null) {
            record.messages().forEach(message -> {
                parts.add(message.role());
                parts.add(collapse(message.content()));
                if (Boolean.TRUE.equals(message.masked())) {
                    parts.add("masked");
                }
            });
        }
        return Digest.id(parts.toArray(String[]::new));
    }

    /** The fact of a record that names none: the hash of its normalised question. */
    public static String impliedFact(KnowledgeRecord record) {
        return switch (record.kindOrImplied()) {
            case QA, DELETE -> "q/" + Digest.id(question(record.instruction()), question(record.input()));
            case DOCUMENT -> "d/" + Digest.id(question(record.title() != null ? record.title() : record.text()));
            case CONVERSATION -> "c/" + Digest.id(questionOf(record.messages()));
        };
    }

    /** A question in the form in which two of them are the same one: case, width, spacing and final marks aside. */
    public static String question(@Nullable String text) {
        String folded = collapsed(UnicodeComposition.of(text == null ? "" : text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT));
        int end = folded.length();
        while (end > 0 && " ?!.。！？".indexOf(folded.charAt(end - 1)) >= 0) {
            end--;
        }
        return folded.substring(0, end);
    }

    private static String questionOf(@Nullable List<ChatMessage> messages) {
        StringBuilder before = new StringBuilder();
        if (messages != null) {
            for (ChatMessage message : messages) {
                if (message.answers()) {
                    break;
                }
                before.append(message.role())
                        .append('\n')
                        .append(question(message.content()))
                        .append('\n');
            }
        }
        return before.toString();
    }

    private static String collapse(@Nullable String text) {
        return text == null ? "" : collapsed(UnicodeComposition.of(text, Normalizer.Form.NFC));
    }

    /** Runs of ASCII white space become one blank; any other white space is left but for the ends. */
    private static String collapsed(String text) {
        int at = firstToCollapse(text);
        if (at == text.length()) {
            return text.strip();
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, at);
        boolean after = at > 0 && text.charAt(at - 1) == ' ';
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean space = isSpace(c);
            if (!space) {
                out.append(c);
            } else if (!after) {
                out.append(' ');
            }
            after = space;
        }
        return out.toString().strip();
    }

    /** Where white space other than single blanks begins; the length if there is none. */
    private static int firstToCollapse(String text) {
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c) && (c != ' ' || before == ' ')) {
                return i;
            }
            before = c;
        }
        return text.length();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
