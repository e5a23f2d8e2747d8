package dev.alluvium.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.Safetensors;
import dev.alluvium.model.tensor.SafetensorsFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An adapter as PEFT stores it: {@code adapter_config.json} and {@code adapter_model.safetensors}, so that
 * transformers, vLLM and others load it as it is. The same adapter gives the same bytes.
 */
public final class PeftDirectory {
    public static final String CONFIG = "adapter_config.json";
    public static final String WEIGHTS = "adapter_model.safetensors";

    private static final Map<String, String> METADATA = Map.of("format", "pt");

    private PeftDirectory() {}

    /** Writes both files into a directory, which is created. {@code base} names the base model for other tools. */
    public static void write(Path directory, Adapter adapter, String base) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory, e);
        }
        Json.write(directory.resolve(CONFIG), config(adapter.shape(), base));
        Safetensors.write(directory.resolve(WEIGHTS), adapter.tensors(), METADATA);
    }

    private static ObjectNode config(LoraShape shape, String base) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("peft_type", "LORA");
        json.put("task_type", "CAUSAL_LM");
        json.put("base_model_name_or_path", base);
        json.put("r", shape.rank());
        json.put("lora_alpha", shape.alpha());
        json.put("lora_dropout", 0.0);
        json.put("bias", "none");
        json.putNull("modules_to_save");
        json.put("inference_mode", true);
        shape.targets().forEach(target -> json.withArray("target_modules").add(target.shortName()));
        return json;
    }

    /** Reads an adapter; {@link Adapter#requireFits} checks it against a base. */
    public static Adapter read(Path directory) {
        Path file = directory.resolve(CONFIG);
        JsonNode json = Json.read(file);
        if (!json.path("peft_type").asText().equals("LORA")) {
            throw new ModelException(file + "#peft_type", json.path("peft_type"), "must be LORA", "export it as LoRA");
        }
        for (String key : Set.of("use_dora", "use_rslora")) {
            if (json.path(key).asBoolean()) {
                throw new ModelException(file + "#" + key, true, "is not supported", "train plain LoRA");
            }
        }
        Set<TargetModule> targets = StreamSupport.stream(
                        json.path("target_modules").spliterator(), false)
                .map(node -> TargetModule.ofShortName(node.asText()))
                .collect(Collectors.toSet());
        LoraShape shape =
                new LoraShape(json.path("r").asInt(), json.path("lora_alpha").asDouble(), targets);
        try (SafetensorsFile weights = SafetensorsFile.open(directory.resolve(WEIGHTS))) {
            return new Adapter(shape, new TreeMap<String, HostTensor>(weights.readAll()));
        }
    }

    /** The sha256 of the bytes that {@link #write} gives {@value #WEIGHTS}. */
    static String sha256(Adapter adapter) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Safetensors.write(
                    new DigestOutputStream(OutputStream.nullOutputStream(), digest), adapter.tensors(), METADATA);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
