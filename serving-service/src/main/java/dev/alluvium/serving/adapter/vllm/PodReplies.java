package dev.alluvium.serving.adapter.vllm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.serving.engine.VersionRefusedException;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import dev.alluvium.serving.vllm.ProbeLogprobs;
import dev.alluvium.serving.vllm.ServedModels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what vLLM answers. */
final class PodReplies {
    private static final Pattern RANK = Pattern.compile("LoRA rank (\\d+) is greater than max_lora_rank (\\d+)");
    private static final Pattern MAX_LORAS = Pattern.compile("(?m)^vllm:lora_requests_info\\{[^}]*max_lora=\"(\\d+)\"");
    private static final String TOKEN_ID = "token_id:";
    private static final int LONGEST = 200;

    private PodReplies() {}

    static ServedModels listing(JsonNode json) {
        List<ServedModels.Entry> entries = new ArrayList<>();
        json.path("data")
                .forEach(entry -> entries.add(new ServedModels.Entry(
                        entry.path("id").asText(),
                        entry.path("root").asText(""),
                        entry.path("parent").asText(""),
                        entry.path("max_model_len").asInt(0))));
        return new ServedModels(entries.stream().map(PodReplies::withoutNull).toList());
    }

    /** Jackson gives a JSON null as the text {@code null}. */
    private static ServedModels.Entry withoutNull(ServedModels.Entry entry) {
        return entry.parent().equals("null")
                ? new ServedModels.Entry(entry.id(), entry.root(), "", entry.context())
                : entry;
    }

    static long[] tokens(JsonNode json) {
        long[] tokens = new long[json.path("tokens").size()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = json.path("tokens").get(i).asLong();
        }
        return tokens;
    }

    static OptionalInt maxLoras(String metrics) {
        Matcher matcher = MAX_LORAS.matcher(metrics);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    static ProbeLogprobs figures(JsonNode json, int prompts) throws VersionRefusedException {
        JsonNode choices = json.path("choices");
        if (choices.size() != prompts) {
            throw new VersionRefusedException(
                    Reason.FAILING, "the server answered " + choices.size() + " of " + prompts + " prompts", null);
        }
        List<Map<Long, Double>> figures = new ArrayList<>();
        for (JsonNode choice : choices) {
            figures.add(next(choice));
        }
        return new ProbeLogprobs(figures);
    }

    private static Map<Long, Double> next(JsonNode choice) throws VersionRefusedException {
        if (!choice.path("token_ids").isArray()) {
            throw new VersionRefusedException(
                    Reason.FAILING, "the server returns no token ids; run vLLM 0.10.2 or later", null);
        }
        Map<Long, Double> next = new HashMap<>();
        choice.at("/logprobs/top_logprobs/0")
                .fields()
                .forEachRemaining(token ->
                        next.put(tokenId(token.getKey()), token.getValue().asDouble()));
        if (next.isEmpty()) {
            throw new VersionRefusedException(Reason.FAILING, "the server gives no log-probabilities", null);
        }
        return next;
    }

    /** Reads {@code token_id:17}. */
    static long tokenId(String text) {
        return Long.parseLong(text.substring(TOKEN_ID.length()));
    }

    /** Why a server did not load an adapter, or could not compute with it. */
    static VersionRefusedException refused(String what, int status, String body) {
        Matcher rank = RANK.matcher(body);
        if (rank.find()) {
            return new VersionRefusedException(
                    Reason.RANK,
                    "the adapter's rank " + rank.group(1) + " is above the server's max_lora_rank " + rank.group(2)
                            + "; start vLLM with --max-lora-rank " + rank.group(1),
                    null);
        } else if (body.contains("LoRA is not enabled")) {
            return new VersionRefusedException(
                    Reason.UPDATES_OFF, "the server does no LoRA; start vLLM with --enable-lora", null);
        } else if (body.contains("lora slots") || body.contains("LoRA slots")) {
            return new VersionRefusedException(
                    Reason.NO_ROOM, "the server has no room for the adapter; start vLLM with more --max-loras", null);
        } else if (status == 404 && !body.contains("\"error\"")) {
            return new VersionRefusedException(
                    Reason.UPDATES_OFF,
                    "the server takes no adapters while it runs; start vLLM with --enable-lora and"
                            + " VLLM_ALLOW_RUNTIME_LORA_UPDATING=True",
                    null);
        } else if (status == 404) {
            return new VersionRefusedException(
                    Reason.FAILING,
                    "the server does not find the adapter: " + message(body)
                            + "; vllm.pod-adapters must be where it sees vllm.adapters",
                    null);
        }
        return failed(what, status, body);
    }

    /** A server's error by its status and, cut, its own words. */
    static VersionRefusedException failed(String what, int status, String body) {
        Reason reason = status == 401 || status == 403 ? Reason.SERVER_AWAY : Reason.FAILING;
        String remedy = reason == Reason.SERVER_AWAY ? "; set vllm.api-key to what --api-key is" : "";
        return new VersionRefusedException(
                reason, what + " failed with status " + status + ": " + message(body) + remedy, null);
    }

    /** The message of an error in OpenAI's shape, else the body; cut, on one line. */
    static String message(String body) {
        String text = body;
        try {
            JsonNode message = Json.mapper().readTree(body).at("/error/message");
            text = message.isTextual() ? message.asText() : body;
        } catch (JsonProcessingException e) {
            text = body;
        }
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
