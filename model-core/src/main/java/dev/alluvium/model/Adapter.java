package dev.alluvium.model;

import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.text.PromptTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a LoRA adapter in fp32, under PEFT's names. A value: two adapters with the same shape and numbers are
 * equal and have the same bytes.
 *
 * @param tensors per layer and target A [rank, in] and B [out, rank]
 * @param template the hash of the prompt template that it was trained with; null if that is not known
 */
public record Adapter(
        LoraShape shape,
        SortedMap<String, HostTensor> tensors,
        @Nullable String template) {
    public Adapter {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    }

    /** An adapter whose template is not known. */
    public Adapter(LoraShape shape, SortedMap<String, HostTensor> tensors) {
        this(shape, tensors, null);
    }

    /** The same numbers, trained with a template. */
    public Adapter withTemplate(String hash) {
        return new Adapter(shape, tensors, hash);
    }

    /** A fresh adapter that changes nothing: A uniform within 1/sqrt(in) as PEFT draws it, B zero. */
    public static Adapter init(LoraShape shape, DecoderConfig config, long seed) {
        Random random = new Random(seed);
        SortedMap<String, HostTensor> tensors = new TreeMap<>();
        for (TensorSpec spec : specs(shape, config)) {
            HostTensor tensor = HostTensor.zeros(spec.dimensions());
            if (spec.name().endsWith("lora_A.weight")) {
                float bound = (float) (1 / Math.sqrt(spec.dimensions()[1]));
                float[] values = tensor.data();
                for (int i = 0; i < values.length; i++) {
                    values[i] = (2 * random.nextFloat() - 1) * bound;
                }
            }
            tensors.put(spec.name(), tensor);
        }
        return new Adapter(shape, tensors);
    }

    /** The names and shapes an adapter has on a base, in the order in which the program takes them. */
    public static List<TensorSpec> specs(LoraShape shape, DecoderConfig config) {
        List<TensorSpec> specs = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            for (TargetModule target : shape.targets()) {
                String name = "base_model.model.model.layers." + layer + "." + target.path();
                specs.add(new TensorSpec(name + ".lora_A.weight", shape.rank(), target.inputs(config)));
                specs.add(new TensorSpec(name + ".lora_B.weight", target.outputs(config), shape.rank()));
            }
        }
        return specs;
    }

    /** Checks names and shapes against a base; errors name the tensor. */
    public void requireFits(DecoderConfig config) {
        List<TensorSpec> specs = specs(shape, config);
        for (TensorSpec spec : specs) {
            HostTensor tensor = tensors.get(spec.name());
            Checkpoint.check("adapter#" + spec.name(), spec, tensor == null ? null : tensor.shape());
        }
        if (tensors.size() != specs.size()) {
            Map<String, HostTensor> extra = new TreeMap<>(tensors);
            specs.forEach(spec -> extra.remove(spec.name()));
            throw new ModelException(
                    "adapter", extra.keySet(), "has no place in this base", "train the adapter on this base");
        }
    }

    /** Checks that the base still writes conversations as it did when this was trained. */
    public void requireTemplate(PromptTemplate present) {
        if (template != null && !template.equals(present.hash())) {
            throw new ModelException(
                    "adapter#template",
                    template,
                    "must be that of the base, " + present.hash()
                            + ": its chat template, or its profile's policy, is another one than in training",
                    "restore it, or rebuild the adapter by alluvium consolidate");
        }
    }

    /** The sha256 of the adapter's safetensors bytes, in lower-case hex: its identity. */
    public String sha256() {
        return PeftDirectory.sha256(this);
    }
}
