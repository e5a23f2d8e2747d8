package dev.alluvium.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.PeftDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Adapters out of and into a running installation. */
public final class AdapterTransfer {
    private static final String ROOT = "/registry/models/";
    private static final int PART = 32 << 20;
    private static final double MIB = 1L << 20;

    private final ApiClient api;
    private final Terminal terminal;

    public AdapterTransfer(ApiClient api, Terminal terminal) {
        this.api = api;
        this.terminal = terminal;
    }

    /** Fetches a version's PEFT directory and checks its bytes against the registry, its configuration against its seal. */
    public Adapter fetch(String model, VersionState version, Path into) throws IOException {
        ArtifactRef adapter = Objects.requireNonNull(version.adapter());
        for (String file : new String[] {PeftDirectory.WEIGHTS, PeftDirectory.CONFIG}) {
            terminal.waiting("fetching " + file);
            Files.write(
                    into.resolve(file),
                    api.bytes(ROOT + model + "/versions/" + version.version() + "/adapter/" + file));
        }
        terminal.done();
        String found = Digest.sha256(Files.readAllBytes(into.resolve(PeftDirectory.WEIGHTS)));
        if (!found.equals(adapter.sha256())) {
            throw new CliException(model + "@" + version.version() + ": the store's " + PeftDirectory.WEIGHTS
                    + " has sha256 " + found + ", the registry names " + adapter.sha256()
                    + "; the object was changed: look who wrote it");
        }
        return PeftDirectory.read(into);
    }

    /** Sends a PEFT directory as a candidate of a model; gives the run as which it is judged. */
    public String send(String model, Path directory, String template) throws IOException {
        byte[] weights = Files.readAllBytes(directory.resolve(PeftDirectory.WEIGHTS));
        String sha256 = Digest.sha256(weights);
        String path = ROOT + model + "/imports/" + sha256;
        int parts = (weights.length + PART - 1) / PART;
        for (int part = api.get(path).path("parts").asInt(); part < parts; part++) {
            int from = part * PART;
            api.postBytes(
                    path + "/parts/" + part, Arrays.copyOfRange(weights, from, Math.min(weights.length, from + PART)));
            terminal.progress(
                    "sending", part + 1, parts, String.format(Locale.ROOT, "%,.1f MiB", weights.length / MIB));
        }
        terminal.done();
        String config = Files.readString(directory.resolve(PeftDirectory.CONFIG), StandardCharsets.UTF_8);
        JsonNode answer = api.post(
                ROOT + model + ":import",
                Map.of("sha256", sha256, "parts", parts, "config", config, "template", template));
        return answer.path("run").asText();
    }
}
