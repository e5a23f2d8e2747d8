package dev.alluvium.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.model.Score;
import dev.alluvium.model.Scorer;
import dev.alluvium.model.text.Example;
import dev.alluvium.model.text.Tokenizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints what a base, with an adapter or none, thinks of texts. */
final class TextScores implements AutoCloseable {
    private static final int BATCH = 16;

    private final BaseModel base;
    private final LoadedAdapter model;
    private final boolean json;
    private final PrintStream out;

    /** The tokens of a text and the log-probability of each but the first, in nats. */
    record Scored(long[] ids, List<@Nullable Double> logprobs) {}

    private TextScores(BaseModel base, LoadedAdapter model, boolean json, PrintStream out) {
        this.base = base;
        this.model = model;
        this.json = json;
        this.out = out;
    }

    static TextScores open(Path directory, @Nullable Path adapter, boolean json, PrintStream out) {
        BaseModel base = BaseModel.load(directory);
        try {
            LoadedAdapter model = adapter == null ? base.bare() : base.attach(PeftDirectory.read(adapter));
            return new TextScores(base, model, json, out);
        } catch (RuntimeException e) {
            base.close();
            throw e;
        }
    }

    /** Scores one text. */
    void text(String text) {
        try {
            print(score(List.of(fitting(text))));
        } catch (IllegalArgumentException e) {
            throw new CliException("--text " + e.getMessage(), 2);
        }
    }

    /** Scores the texts of JSON lines as they are read; lines that are none are named, and counted in the result. */
    long lines(BufferedReader lines, Terminal progress) throws IOException {
        List<Example> batch = new ArrayList<>();
        long number = 0;
        long bad = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            try {
                if (!line.isBlank()) {
                    batch.add(fitting(field(line)));
                }
            } catch (IllegalArgumentException e) {
                bad++;
                progress.line("line " + number + ": " + e.getMessage());
            }
            if (batch.size() == BATCH) {
                print(score(batch));
                batch.clear();
                progress.waiting(number + " lines scored");
            }
        }
        print(score(batch));
        progress.done();
        return bad;
    }

    private static String field(String line) {
        try {
            JsonNode text = Json.mapper().readTree(line).path("text");
            if (text.isTextual()) {
                return text.asText();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no JSON; write {\"text\":\"…\"}", e);
        }
        throw new IllegalArgumentException("has no field text; write {\"text\":\"…\"}");
    }

    private Example fitting(String text) {
        Tokenizer tokenizer = base.tokenizer();
        long[] prefix = tokenizer.prefix();
        long[] body = tokenizer.encode(text);
        long[] ids = Arrays.copyOf(prefix, prefix.length + body.length);
        System.arraycopy(body, 0, ids, prefix.length, body.length);
        int most = base.config().maxPositions();
        if (ids.length > most) {
            throw new IllegalArgumentException(
                    "has " + ids.length + " tokens, the model takes " + most + "; split the text");
        }
        return Example.plain(ids);
    }

    private List<Scored> score(List<Example> examples) {
        List<Score> scores = examples.isEmpty() ? List.of() : Scorer.of(base).score(model, examples);
        List<Scored> all = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            List<@Nullable Double> logprobs = new ArrayList<>(scores.get(i).logprobs());
            if (examples.get(i).length() > 0) {
                logprobs.add(0, null);
            }
            all.add(new Scored(examples.get(i).ids(), logprobs));
        }
        return all;
    }

    private void print(List<Scored> scores) {
        scores.forEach(score -> {
            if (json) {
                out.println(Json.string(score));
            } else {
                table(score);
            }
        });
        out.flush();
    }

    private void table(Scored score) {
        double sum = 0;
        for (int i = 0; i < score.ids().length; i++) {
            Double logprob = score.logprobs().get(i);
            sum += logprob == null ? 0 : logprob;
            out.printf(
                    Locale.ROOT,
                    "%10s  %6d  %s%n",
                    logprob == null ? "-" : String.format(Locale.ROOT, "%.4f", logprob),
                    score.ids()[i],
                    Json.string(base.tokenizer().decodeWithSpecial(score.ids()[i])));
        }
        int scored = Math.max(1, score.ids().length - 1);
        out.printf(
                Locale.ROOT, "%10.4f  in all; perplexity %.3f over %d tokens%n", sum, Math.exp(-sum / scored), scored);
    }

    @Override
    public void close() {
        model.close();
        base.close();
    }
}
