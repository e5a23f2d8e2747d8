package dev.alluvium.model;

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
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An adapter as PEFT stores it: {@code adapter_config.json} and {@code adapter_model.safetensors}, so that
 * transformers, vLLM and others load it as it is, and what they save loads here. The same adapter gives the same bytes.
 */
public final class PeftDirectory {
    public static final String CONFIG = "adapter_config.json";
    public static final String WEIGHTS = "adapter_model.safetensors";

    private static final String PREFIX = "base_model.model.model.";

    private PeftDirectory() {}

    /** Writes both files into a directory, which is created. {@code base} names the base model for other tools. */
    public static void write(Path directory, Adapter adapter, String base) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory, e);
        }
        Json.write(directory.resolve(CONFIG), PeftConfig.write(adapter.shape(), base));
        Safetensors.write(
                directory.resolve(WEIGHTS), adapter.tensors(), seal(adapter).metadata());
    }

    /**
     * Reads an adapter in fp32, whatever it is stored in; {@link Adapter#requireFits} checks it against a base.
     *
     * @throws ModelException if it is none, does what is not supported, or its configuration was changed
     */
    public static Adapter read(Path directory) {
        require(directory);
        Path config = directory.resolve(CONFIG);
        Path weights = directory.resolve(WEIGHTS);
        try (SafetensorsFile file = SafetensorsFile.open(weights)) {
            LoraShape shape = PeftConfig.read(config, file.names()).shape();
            String template = AdapterMetadata.check(config.toString(), shape, file.metadata());
            SortedMap<String, HostTensor> tensors = new TreeMap<>();
            file.names().forEach(name -> tensors.put(canonical(name), file.read(name)));
            return new Adapter(shape, tensors, template);
        }
    }

    private static void require(Path directory) {
        boolean weighty = Files.exists(directory.resolve(WEIGHTS));
        if (!weighty && Files.exists(directory.resolve("adapter_model.bin"))) {
            throw new ModelException(
                    directory.resolve(WEIGHTS),
                    "absent",
                    "must exist: adapter_model.bin is a pickle, which can run code",
                    "load it with PEFT and save it with safe_serialization=True");
        }
        if (!weighty || !Files.exists(directory.resolve(CONFIG))) {
            String found = !Files.isDirectory(directory) ? "no directory" : "no " + (weighty ? CONFIG : WEIGHTS);
            throw new ModelException(
                    directory,
                    found,
                    "must be a PEFT directory: " + CONFIG + " and " + WEIGHTS,
                    "give what `save_pretrained` or `alluvium export` wrote");
        }
    }

    /** PEFT's present name of a tensor, also where the adapter's name or no prefix was saved with it. */
    private static String canonical(String name) {
        String plain = name.replace(".lora_A.default.weight", ".lora_A.weight")
                .replace(".lora_B.default.weight", ".lora_B.weight");
        int layers = plain.indexOf("layers.");
        boolean known = layers >= 0 && PREFIX.endsWith(plain.substring(0, layers));
        return known ? PREFIX + plain.substring(layers) : plain;
    }

    private static AdapterMetadata seal(Adapter adapter) {
        return new AdapterMetadata(adapter.shape(), adapter.template());
    }

    /** The sha256 of the bytes that {@link #write} gives {@value #WEIGHTS}. */
    static String sha256(Adapter adapter) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Safetensors.write(
                    new DigestOutputStream(OutputStream.nullOutputStream(), digest),
                    adapter.tensors(),
                    seal(adapter).metadata());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
