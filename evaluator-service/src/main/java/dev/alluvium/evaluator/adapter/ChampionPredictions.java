package dev.alluvium.evaluator.adapter;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.evaluator.ask.CachedModelUnderTest;
import dev.alluvium.evaluator.ask.CachedModelUnderTest.Reply;
import dev.alluvium.evaluator.ask.Likelihood;
import dev.alluvium.evaluator.ask.ModelUnderTest;
import dev.alluvium.evaluator.ask.Question;
import dev.alluvium.runtime.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What champions replied, kept by version and suite for every evaluator that comes after. A suite is the questions that
 * nobody had put to the version before; asked again, it is found, and a changed one is asked where it changed.
 *
 * <p>A version is named by its adapter and by how likely it finds a few fixed texts, to the last bit: another number format,
 * another build of the base under the same name or another template make another version of it.
 */
final class ChampionPredictions {
    private static final List<Question> FIXED = List.of(
            new Question("Who are you?", "I am a model that answers questions."),
            new Question("三乘以四等于多少？", "十二"),
            new Question("The first of May", " is a day in spring.", Question.Form.CONTINUATION));

    private final ObjectStore store;

    ChampionPredictions(ObjectStore store) {
        this.store = store;
    }

    /** A champion with all that it replied before. */
    final class Known {
        private final String prefix;
        private final CachedModelUnderTest version;

        private Known(String prefix, CachedModelUnderTest version) {
            this.prefix = prefix;
            this.version = version;
        }

        ModelUnderTest version() {
            return version;
        }

        /** Keeps what it replied since; of two evaluators that asked the same, either. */
        void keep() {
            if (!version.fresh().isEmpty()) {
                String suite = Digest.id(version.fresh().keySet().toArray(String[]::new));
                String lines = version.fresh().values().stream()
                        .map(reply -> Json.string(reply) + "\n")
                        .collect(Collectors.joining());
                store.putIfAbsent(prefix + suite + ".jsonl", lines.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** The champion of a model, asked by nobody yet what it was asked before. */
    Known of(String model, ModelUnderTest champion) {
        String prefix = ObjectKeys.answers(model, identity(champion));
        List<Reply> replies = store.list(prefix).stream()
                .flatMap(key -> store.get(key).stream())
                .flatMap(object -> new String(object.bytes(), StandardCharsets.UTF_8).lines())
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), Reply.class))
                .toList();
        return new Known(prefix, new CachedModelUnderTest(champion, replies));
    }

    private static String identity(ModelUnderTest champion) {
        String fingerprint = champion.likelihood(FIXED).stream()
                .map(Likelihood::nll)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        return Digest.id(champion.identity(), fingerprint);
    }
}
