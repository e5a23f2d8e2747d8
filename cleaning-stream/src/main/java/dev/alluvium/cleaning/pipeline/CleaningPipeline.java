package dev.alluvium.cleaning.pipeline;

import dev.alluvium.cleaning.fact.Candidate;
import dev.alluvium.cleaning.filter.BoilerplateFilter;
import dev.alluvium.cleaning.filter.C4Filter;
import dev.alluvium.cleaning.filter.FineWebFilter;
import dev.alluvium.cleaning.filter.GopherQualityFilter;
import dev.alluvium.cleaning.filter.GopherRepetitionFilter;
import dev.alluvium.cleaning.filter.IdentityFilter;
import dev.alluvium.cleaning.filter.LanguageFilter;
import dev.alluvium.cleaning.filter.LengthFilter;
import dev.alluvium.cleaning.filter.LowInformationFilter;
import dev.alluvium.cleaning.filter.MainContentFilter;
import dev.alluvium.cleaning.filter.MarkupFilter;
import dev.alluvium.cleaning.filter.ModelFilter;
import dev.alluvium.cleaning.filter.NormaliseFilter;
import dev.alluvium.cleaning.filter.RedactFilter;
import dev.alluvium.cleaning.filter.RevisionFilter;
import dev.alluvium.cleaning.filter.RulesFilter;
import dev.alluvium.cleaning.filter.ValidFilter;
import dev.alluvium.cleaning.filter.ValuesFilter;
import dev.alluvium.cleaning.filter.WriterFilter;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.knowledge.decode.Decoded;
import dev.alluvium.knowledge.decode.RecordDecoder;
import dev.alluvium.knowledge.text.RecordIdentity;
import dev.alluvium.knowledge.text.TooMuchWorkException;
import dev.alluvium.knowledge.text.WorkBudget;
import dev.alluvium.settings.CleaningSettings;
import dev.alluvium.settings.LanguageSettings;
import dev.alluvium.settings.QualitySettings;
import dev.alluvium.settings.ValueSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that happens to a record before its fact's state is asked: a pure function of the record alone. */
public final class CleaningPipeline {
    /** Characters of a record that all stages together may look at, for each of its bytes; most take less than a tenth. */
    private static final int LOOKS_PER_BYTE = 1_000;

    private final RecordDecoder decoder = new RecordDecoder();
    private final CleaningConfig config;
    private final List<Filter> common;
    private final Map<String, List<Filter>> models;
    private final List<Filter> standard;
    private final int looksPerByte;

    private CleaningPipeline(
            CleaningConfig config,
            List<Filter> common,
            List<Filter> standard,
            Map<String, List<Filter>> models,
            int looksPerByte) {
        this.config = config;
        this.looksPerByte = looksPerByte;
        this.common = common;
        this.standard = standard;
        this.models = models;
    }

    /** The pipeline that the service, {@code alluvium clean} and the measurements share. */
    public static CleaningPipeline standard(CleaningConfig config) {
        Map<String, List<Filter>> models = new HashMap<>();
        config.models().forEach((name, settings) -> models.put(name, forModel(config, settings)));
        return new CleaningPipeline(
                config, forAll(config), forModel(config, config.standard()), models, LOOKS_PER_BYTE);
    }

    /** A pipeline that decodes and names records and looks at nothing: the ceiling that measurements show beside the real one. */
    public static CleaningPipeline unfiltered(CleaningConfig config) {
        return new CleaningPipeline(
                config, List.of(models(config)), List.of(new IdentityFilter()), Map.of(), LOOKS_PER_BYTE);
    }

    /** What happens to every record first. Redaction comes before anything else may copy a string. */
    private static List<Filter> forAll(CleaningConfig config) {
        return List.of(
                new RedactFilter("redact", config.redactor(), config.factKey()),
                new ValidFilter(config.redactor()),
                new NormaliseFilter(),
                new WriterFilter(config.topics(), config.defaultModel()),
                models(config));
    }

    private static Filter models(CleaningConfig config) {
        return new ModelFilter(config.models().keySet(), config.defaultModel(), config.autoCreate());
    }

    /** What happens next, as the model wants it. Redaction again wherever something may have come to light. */
    private static List<Filter> forModel(CleaningConfig config, CleaningSettings settings) {
        Stages stages = new Stages(settings);
        QualitySettings quality = Objects.requireNonNullElse(settings.quality(), QualitySettings.DEFAULT);
        Filter redactValues = new RedactFilter("redact-values", config.redactor(), config.factKey());
        return List.of(
                stages.on("main-content", new MainContentFilter()),
                stages.on("markup", new MarkupFilter()),
                stages.on("boilerplate", new BoilerplateFilter()),
                new RedactFilter("redact-again", config.redactor(), config.factKey()),
                stages.on(
                        "values",
                        new ValuesFilter(
                                Objects.requireNonNullElse(settings.values(), ValueSettings.DEFAULT),
                                config.redactor(),
                                redactValues)),
                redactValues,
                new LengthFilter(config.lengths()),
                stages.on(
                        "language",
                        new LanguageFilter(Objects.requireNonNullElse(settings.language(), LanguageSettings.DEFAULT))),
                stages.on("repetition", new GopherRepetitionFilter(quality)),
                stages.on("quality", new GopherQualityFilter(quality)),
                stages.on("quality", new C4Filter()),
                stages.on("quality", new FineWebFilter()),
                stages.on("low-information", new LowInformationFilter(quality)),
                stages.on("rules", new RulesFilter(config.rules())),
                new RevisionFilter(config.maxAhead()),
                new IdentityFilter());
    }

    /** The same pipeline, in which fewer or more characters may be looked at for each byte of a record. */
    public CleaningPipeline withLooksPerByte(int looks) {
        return new CleaningPipeline(config, common, standard, models, looks);
    }

    /** Names of the filters in their order. */
    public List<String> stages() {
        return Stream.concat(common.stream(), standard.stream())
                .map(Filter::name)
                .toList();
    }

    /** The further topics that records come from. */
    public Set<String> topics() {
        return config.topics().keySet();
    }

    /** Cleans one record. Never throws for what the bytes hold. */
    public Cleaned clean(RawRecord raw) {
        return clean(raw, FilterObserver.NONE);
    }

    /** Cleans one record and shows {@code watcher} what each filter makes of it. */
    public Cleaned clean(RawRecord raw, FilterObserver watcher) {
        RawTopic topic = config.topics().getOrDefault(raw.writtenTo(), RawTopic.ANY);
        Decoded decoded = decoder.decode(raw.key(), raw.value(), raw.headers(), topic.feed());
        return decoded instanceof Decoded.Parsed record
                ? filter(raw, new FilterRun(FilteredRecord.decoded(raw, record.record(), record.problems()), watcher))
                : new Cleaned.DeadLetter(raw, ((Decoded.Undecodable) decoded).problem());
    }

    private Cleaned filter(RawRecord raw, FilterRun progress) {
        int bytes = raw.value() == null ? 0 : raw.value().length;
        try (WorkBudget budget = WorkBudget.open((long) looksPerByte * bytes)) {
            Cleaned cleaned = filter(progress);
            progress.looked(budget.spent());
            return cleaned;
        } catch (TooMuchWorkException e) {
            return new Cleaned.DeadLetter(
                    raw,
                    Cleaned.Cause.TOO_MUCH_WORK,
                    "the stage " + progress.stage() + " takes too long: " + e.getMessage() + " in a record of " + bytes
                            + " bytes; send its text in smaller parts");
        }
    }

    private Cleaned filter(FilterRun progress) {
        for (Filter filter : common) {
            if (!progress.goesOn(filter)) {
                return rejected(progress);
            }
        }
        String model = Objects.requireNonNull(progress.filtered().record().model(), "the model filter sets it");
        for (Filter filter : models.getOrDefault(model, standard)) {
            if (!progress.goesOn(filter)) {
                return rejected(progress);
            }
        }
        FilteredRecord filtered = progress.filtered();
        return new Cleaned.Passed(
                new Candidate(clean(filtered), false), filtered.placeholders().counts());
    }

    private Cleaned rejected(FilterRun progress) {
        FilteredRecord filtered = progress.filtered();
        KnowledgeRecord record = filtered.record();
        FilterResult.Drop drop = progress.drop();
        RejectedRecord rejected = new RejectedRecord(
                "cleaning/" + progress.stage(),
                drop.reason(),
                config.redactor().redact(RejectedCopy.detail(drop.detail()), filtered.placeholders()),
                null,
                Objects.requireNonNullElse(RejectedCopy.name(record.model()), config.defaultModel()),
                RejectedCopy.name(record.fact()),
                filtered.position(),
                null,
                RejectedCopy.of(record),
                filtered.appendedAt());
        return new Cleaned.Rejected(rejected, filtered.placeholders().counts());
    }

    private static CleanRecord clean(FilteredRecord filtered) {
        KnowledgeRecord record = filtered.record();
        String model = Objects.requireNonNull(record.model(), "the model filter sets it");
        String fact = Objects.requireNonNull(record.fact(), "the identity filter sets it");
        String contentHash = RecordIdentity.contentHash(record);
        String recordId = RecordIdentity.recordId(model, fact, filtered.revision(), contentHash);
        return new CleanRecord(
                recordId, model, fact, filtered.revision(), contentHash, filtered.position(), record, filtered.steps());
    }
}
