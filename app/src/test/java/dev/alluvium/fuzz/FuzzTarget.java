package dev.alluvium.fuzz;

import dev.alluvium.cleaning.FileCleaner;
import dev.alluvium.cleaning.pipeline.CleaningConfig;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.cleaning.rule.RuleSet;
import dev.alluvium.cleaning.text.FactKeyHash;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.ingest.format.FormatException;
import dev.alluvium.ingest.format.Formats;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.knowledge.decode.ChangeFeed;
import dev.alluvium.knowledge.decode.Decoded;
import dev.alluvium.knowledge.decode.RecordDecoder;
import dev.alluvium.model.ModelException;
import dev.alluvium.model.gguf.GgufConversion;
import dev.alluvium.model.jinja.JinjaException;
import dev.alluvium.model.jinja.JinjaTemplate;
import dev.alluvium.model.pickle.TorchArchive;
import dev.alluvium.model.tensor.SafetensorsFile;
import dev.alluvium.model.text.Tokenizer;
import dev.alluvium.serving.openai.ApiException;
import dev.alluvium.serving.openai.CompletionRequestReader;
import dev.alluvium.serving.openai.OutcomeReader;
import dev.alluvium.settings.AlluviumConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A reader of bytes that strangers write. Each takes any bytes whatsoever: it reads them, or refuses them with the exception that it
 * promises, and nothing else comes out. What is read keeps what the target says of it.
 */
enum FuzzTarget {
    /** A message of a topic: headers as {@code name: value} lines before an empty one, if there is one; then the value. */
    RECORD {
        @Override
        void read(byte[] input) {
            String text = new String(input, StandardCharsets.ISO_8859_1);
            int split = text.startsWith("ce_") || text.startsWith("content-type:") ? text.indexOf("\n\n") : -1;
            Map<String, String> headers = new HashMap<>();
            if (split >= 0) {
                for (String line : text.substring(0, split).split("\n")) {
                    int colon = line.indexOf(':');
                    headers.put(
                            colon < 0 ? line : line.substring(0, colon),
                            colon < 0 ? "" : line.substring(colon + 1).strip());
                }
            }
            byte[] value = split < 0 ? input : text.substring(split + 2).getBytes(StandardCharsets.ISO_8859_1);
            Decoded decoded = DECODER.decode(value, value, headers, ChangeFeed.PLAIN);
            DECODER.decode(value, null, headers, ChangeFeed.PLAIN);
            if (decoded instanceof Decoded.Parsed parsed && parsed.problems().isEmpty()) {
                Decoded again = DECODER.decode(Json.bytes(parsed.record()), Map.of());
                require(decoded.equals(again), "%s is written as %s".formatted(decoded, again));
            }
        }
    },

    /** A file of records or a text, of whatever format it looks like. */
    FILE {
        @Override
        void read(byte[] input) throws IOException {
            try (var source = Formats.open(new ByteArrayInputStream(input), ReadOptions.of("input"))) {
                while (source.next() != null) {
                    // the next one
                }
            } catch (FormatException e) {
                requireWords(e);
            }
        }
    },

    /** A record on its way through every filter. */
    CLEANING {
        private final CleaningPipeline pipeline = CleaningPipeline.standard(
                CleaningConfig.of(AlluviumConfig.defaults(), new FactKeyHash(new byte[32]), () -> RuleSet.NONE));

        @Override
        void read(byte[] input) {
            new FileCleaner(pipeline, "input").clean(input, Instant.EPOCH);
        }
    },

    SAFETENSORS {
        @Override
        void read(byte[] input) throws IOException {
            inFile(input, ".safetensors", path -> {
                try (SafetensorsFile file = SafetensorsFile.open(path)) {
                    for (String name : file.names()) {
                        file.read(name);
                    }
                }
            });
        }
    },

    /** A file of {@code torch.save}, or the pickle in it. */
    PICKLE {
        @Override
        void read(byte[] input) throws IOException {
            boolean zip = input.length > 1 && input[0] == 'P' && input[1] == 'K';
            inFile(zip ? input : archive(input), ".bin", path -> {
                try (TorchArchive archive = TorchArchive.open(path)) {
                    archive.tensors().values().forEach(tensor -> tensor.blocks((block, from) -> {}));
                }
            });
        }
    },

    GGUF {
        @Override
        void read(byte[] input) throws IOException {
            inFile(input, ".gguf", path -> {
                Path into = Files.createTempDirectory("fuzz");
                try {
                    new GgufConversion(path, new GgufConversion.Options(null, 1 << 20, null))
                            .write(into, (file, done, of) -> {});
                } finally {
                    removeTree(into);
                }
            });
        }
    },

    TOKENIZER {
        @Override
        void read(byte[] input) throws IOException {
            inFile(input, ".json", path -> {
                try (Tokenizer tokenizer = Tokenizer.load(path)) {
                    tokenizer.decode(tokenizer.encode("What is 6 times 7? 六乘七是多少？"));
                }
            });
        }
    },

    /** A chat template, given a conversation. */
    TEMPLATE {
        @Override
        void read(byte[] input) {
            try {
                JinjaTemplate.parse(new String(input, StandardCharsets.UTF_8)).render(CONVERSATION, LocalDateTime.MIN);
            } catch (JinjaException e) {
                requireWords(e);
            }
        }
    },

    /** The body of a request to each of the endpoints that applications call. */
    REQUEST {
        @Override
        void read(byte[] input) {
            List<Runnable> readers = List.of(
                    () -> CompletionRequestReader.chat(input),
                    () -> CompletionRequestReader.completions(input),
                    () -> OutcomeReader.read(input, Instant.EPOCH));
            for (Runnable reader : readers) {
                try {
                    reader.run();
                } catch (ApiException e) {
                    requireWords(e);
                }
            }
        }
    };

    private static final RecordDecoder DECODER = new RecordDecoder();
    private static final Map<String, Object> CONVERSATION = Map.of(
            "messages",
            List.of(
                    Map.of("role", "system", "content", "Be short."),
                    Map.of("role", "user", "content", "What is 6 times 7?"),
                    Map.of("role", "assistant", "content", "42")),
            "bos_token",
            "<s>",
            "eos_token",
            "</s>",
            "add_generation_prompt",
            true,
            "numbers",
            List.of(3L, 1L, 2.5));

    /** Reads {@code input}; whatever is thrown is a fault. */
    abstract void read(byte[] input) throws IOException;

    private static byte[] archive(byte[] pickle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, byte[]> each : List.of(
                    Map.entry("archive/data.pkl", pickle),
                    Map.entry("archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII)),
                    Map.entry("archive/data/0", new byte[64]))) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private interface Reader {
        void read(Path file) throws IOException;
    }

    private static void inFile(byte[] input, String suffix, Reader reader) throws IOException {
        Path file = Files.createTempFile("fuzz", suffix);
        try {
            Files.write(file, input);
            reader.read(file);
        } catch (ModelException e) {
            requireWords(e);
        } finally {
            Files.delete(file);
        }
    }

    private static void removeTree(Path root) throws IOException {
        try (var files = Files.list(root)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(root);
    }

    private static void requireWords(Exception refusal) {
        String message = String.valueOf(refusal.getMessage());
        require(!message.isBlank() && !message.equals("null"), refusal.getClass() + " says nothing");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
