package dev.alluvium.contracts.object;

import java.util.regex.Pattern;

/** The keys of all objects in the bucket. Every key is written once; changed content gets a new key. */
public final class ObjectKeys {
    /** Prefix of the exported slices of the registry's log. */
    public static final String REGISTRY_LOGS = "registry/";

    /** Prefix of the rounds of all models. */
    public static final String ROUNDS = "rounds/";

    private static final String MANIFEST = "/manifest.json";

    private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern ROUND = Pattern.compile("r\\d{6,18}");
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_:@-][A-Za-z0-9._:@-]{0,127}");

    private ObjectKeys() {}

    /** Whether a model can have this name; any other would name another place than a model's. */
    public static boolean isModel(String name) {
        return MODEL.matcher(name).matches();
    }

    /** Whether it names a round: {@code r000001} and so on. */
    public static boolean isRound(String name) {
        return ROUND.matcher(name).matches();
    }

    /** Whether a name of something else, such as a run, can be part of a key. */
    public static boolean isPart(String name) {
        return PART.matcher(name).matches() && !name.contains("..");
    }

    /** A segment of clean records, JSON lines. */
    public static String segment(String model, String id) {
        return "segments/" + model + "/" + id + ".jsonl";
    }

    /** The marker that commits a segment: size and sha256. */
    public static String segmentCommit(String model, String id) {
        return "segments/" + model + "/commits/" + id;
    }

    /** Prefix of a model's rounds, ending in a slash. */
    public static String rounds(String model) {
        return ROUNDS + model + "/";
    }

    /** A round's manifest. */
    public static String roundManifest(String model, String round) {
        return rounds(model) + round + MANIFEST;
    }

    /** Whether a key under {@link #rounds} is that of a manifest. */
    public static boolean isRoundManifest(String key) {
        return key.endsWith(MANIFEST);
    }

    /** Prefix of the marks of a model's runs that were begun and have not ended, ending in a slash. */
    public static String openRuns(String model) {
        return "open-runs/" + model + "/";
    }

    /** The mark of a run that was begun: put before its first plan, taken away after its end is known to all. */
    public static String openRun(String model, String run) {
        return openRuns(model) + run;
    }

    /** The lease of a run, changed only by compare-and-swap. */
    public static String runLease(String run) {
        return "runs/" + run + "/lease";
    }

    /** Prefix of one attempt of a run, ending in a slash. */
    public static String attempt(String run, String attempt) {
        return "runs/" + run + "/" + attempt + "/";
    }

    /** What an attempt is going to do, written by conditional PUT before its first step. */
    public static String plan(String run, String attempt) {
        return attempt(run, attempt) + "plan.json";
    }

    /** Prefix of the marks of processes that began to train an attempt, ending in a slash. */
    public static String starts(String run, String attempt) {
        return attempt(run, attempt) + "starts/";
    }

    /** Prefix of an attempt's PEFT directory, ending in a slash. */
    public static String adapter(String run, String attempt) {
        return attempt(run, attempt) + "adapter/";
    }

    /** What an attempt measured, JSON lines; written when it ends, with or without an adapter. */
    public static String runMetrics(String run, String attempt) {
        return attempt(run, attempt) + "metrics.jsonl";
    }

    /** What an attempt's rounds and those before depend on in its adapter, by the adapter's prefix; only with EWC. */
    public static String fisher(String adapter) {
        return adapter.replaceFirst("adapter/$", "") + "fisher.safetensors";
    }

    /** What an attempt made, written last: an attempt without it does not exist for anybody else. */
    public static String attemptManifest(String run, String attempt) {
        return attempt(run, attempt) + "manifest.json";
    }

    /** An evaluation's report; {@code evaluation} separates repeated evaluations of one run. */
    public static String report(String run, String evaluation) {
        return "reports/" + run + "/" + evaluation + ".json";
    }

    /** The probes that an evaluation used, by the hash of their bytes. */
    public static String probes(String model, String hash) {
        return "probes/" + model + "/" + hash + ".jsonl";
    }

    /** Prefix of what a champion replied to evaluations, by suite, ending in a slash. */
    public static String answers(String model, String version) {
        return "answers/" + model + "/" + version + "/";
    }

    /** Prefix of what an endpoint answered about the records of a fact, ending in a slash: what its erasure takes. */
    public static String paraphrases(String model, String fact) {
        return paraphrases(model) + Digest.id(fact) + "/";
    }

    /** Prefix of what an endpoint answered about a model's records, ending in a slash. */
    public static String paraphrases(String model) {
        return "paraphrases/" + model + "/facts/";
    }

    /** What an endpoint answered about a record, by the hash of what it was asked. */
    public static String paraphrase(String model, String fact, String hash) {
        return paraphrases(model, fact) + hash + ".json";
    }

    /** Which paraphrases a plan trains, none of their words; by the hash of its bytes. */
    public static String chosenParaphrases(String model, String hash) {
        return "paraphrases/" + model + "/chosen/" + hash + ".json";
    }

    /** Prefix of the PEFT directory of an adapter that was trained elsewhere, ending in a slash. */
    public static String imported(String model, String sha256) {
        return "imports/" + model + "/" + sha256 + "/adapter/";
    }

    /** Prefix of the parts of an upload that has not ended. */
    public static String importParts(String model, String sha256) {
        return "imports/" + model + "/" + sha256 + "/parts/";
    }

    /** One part of an upload. */
    public static String importPart(String model, String sha256, int part) {
        return importParts(model, sha256) + "%05d".formatted(part);
    }

    /** Prefix of a base model's directory, ending in a slash. */
    public static String base(String base) {
        return "bases/" + base + "/";
    }

    /** A base's own answers to general questions, by what the base is: kept for bases that bring no general text. */
    public static String general(String identity) {
        return "general/" + identity + ".jsonl";
    }

    /** An exported slice of the registry's log, by its first offset. */
    public static String registryLog(long firstOffset) {
        return REGISTRY_LOGS + "events-%020d.jsonl".formatted(firstOffset);
    }
}
