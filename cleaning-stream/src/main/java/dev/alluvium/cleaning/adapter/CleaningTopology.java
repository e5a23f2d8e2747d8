package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.decision.ControlExpansion;
import dev.alluvium.cleaning.fact.Candidate;
import dev.alluvium.cleaning.fact.FactEvent;
import dev.alluvium.cleaning.fact.FactState;
import dev.alluvium.cleaning.pipeline.Cleaned;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.contracts.record.CleanEvent;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stream from raw records to clean ones: pure filters, one repartition by fact merged with what the control topic says
 * about facts, then the facts' states.
 */
public final class CleaningTopology {
    static final String RAW_COUNTS = "raw-counts";
    static final String FACT_COUNTS = "fact-counts";
    static final String FACTS = "facts";
    static final String HELD = "held";

    private static final Serde<String> TEXT = Serdes.String();
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private final CleaningPipeline pipeline;
    private final ControlExpansion expansion;
    private final StoreRetry retry;
    private final CleaningObserver observer;
    private final String prefix;
    private final int partitions;

    /**
     * @param retry repeats what needs the object store
     * @param prefix of all topics
     * @param partitions of the topic by which records are brought to their facts
     */
    public CleaningTopology(
            CleaningPipeline pipeline,
            ControlExpansion expansion,
            StoreRetry retry,
            CleaningObserver observer,
            String prefix,
            int partitions) {
        this.pipeline = pipeline;
        this.expansion = expansion;
        this.retry = retry;
        this.observer = observer;
        this.prefix = prefix;
        this.partitions = partitions;
    }

    /** Defines the stream. Every node, store and internal topic has a name of its own, so that it may be changed. */
    public Topology define(StreamsBuilder builder) {
        Map<String, KStream<byte[], Cleaned>> cleaned = clean(builder);
        KStream<String, FactEvent> candidates = branch(cleaned, "cleaned-passed")
                .map((key, value) -> candidate((Cleaned.Passed) value), Named.as("to-candidates"));
        judge(builder, candidates.merge(decisions(builder), Named.as("candidates-and-decisions")));

        branch(cleaned, "cleaned-dead")
                .mapValues(value -> ((Cleaned.DeadLetter) value).raw().value(), Named.as("original-bytes"))
                .to(
                        Topics.DEAD_LETTERS.name(prefix),
                        Produced.with(BYTES, BYTES).withName("dead-letters"));
        branch(cleaned, "cleaned-rejected")
                .map((key, value) -> rejected((Cleaned.Rejected) value), Named.as("to-rejected"))
                .to(
                        rejectedTopic(),
                        Produced.with(TEXT, JsonSerde.of(RejectedRecord.class)).withName("rejected-by-filter"));
        return builder.build();
    }

    private Map<String, KStream<byte[], Cleaned>> clean(StreamsBuilder builder) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(RAW_COUNTS), TEXT, Serdes.Long()));
        List<String> topics = new ArrayList<>(new TreeSet<>(pipeline.topics()));
        topics.add(0, Topics.RAW_RECORDS.name(prefix));
        return builder.stream(topics, Consumed.with(BYTES, BYTES).withName("raw-records"))
                .process(() -> new RawProcessor(pipeline, observer), Named.as("clean"), RAW_COUNTS)
                .split(Named.as("cleaned-"))
                .branch((key, value) -> value instanceof Cleaned.DeadLetter, Branched.as("dead"))
                .branch((key, value) -> value instanceof Cleaned.Rejected, Branched.as("rejected"))
                .defaultBranch(Branched.as("passed"));
    }

    private KStream<String, FactEvent> decisions(StreamsBuilder builder) {
        return builder.stream(
                        Topics.CONTROL.name(prefix),
                        Consumed.with(TEXT, JsonSerde.of(Topics.CONTROL)).withName("control"))
                .process(() -> new ControlProcessor(expansion, retry, observer), Named.as("expand-control"));
    }

    private void judge(StreamsBuilder builder, KStream<String, FactEvent> events) {
        builder.addStateStore(persistent(FACTS, FactState.class));
        builder.addStateStore(persistent(HELD, Candidate.class));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(FACT_COUNTS), TEXT, Serdes.Long()));
        Map<String, KStream<String, Object>> judged = events.repartition(
                        Repartitioned.with(TEXT, JsonSerde.of(FactEvent.class))
                                .withName("fact-events")
                                .withNumberOfPartitions(partitions))
                .process(() -> new FactProcessor(observer), Named.as("judge"), FACTS, HELD, FACT_COUNTS)
                .split(Named.as("judged-"))
                .branch((key, value) -> value instanceof CleanEvent, Branched.as("clean"))
                .defaultBranch(Branched.as("rejected"));
        branch(judged, "judged-clean")
                .mapValues(CleanEvent.class::cast, Named.as("to-clean"))
                .to(
                        Topics.CLEAN_RECORDS.name(prefix),
                        Produced.with(TEXT, JsonSerde.of(CleanEvent.class)).withName("clean-records"));
        branch(judged, "judged-rejected")
                .mapValues(RejectedRecord.class::cast, Named.as("to-rejected-by-fact"))
                .to(
                        rejectedTopic(),
                        Produced.with(TEXT, JsonSerde.of(RejectedRecord.class)).withName("rejected-by-fact"));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> persistent(String name, Class<V> type) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), TEXT, JsonSerde.of(type))
                .withCachingEnabled();
    }

    private static <K, V> KStream<K, V> branch(Map<String, KStream<K, V>> branches, String name) {
        return Objects.requireNonNull(branches.get(name), name);
    }

    private String rejectedTopic() {
        return Topics.REJECTED_RECORDS.name(prefix);
    }

    private static KeyValue<String, FactEvent> candidate(Cleaned.Passed passed) {
        FactEvent candidate = passed.candidate();
        return KeyValue.pair(new FactKey(candidate.model(), candidate.fact()).toString(), candidate);
    }

    private static KeyValue<String, RejectedRecord> rejected(Cleaned.Rejected cleaned) {
        RejectedRecord rejected = cleaned.rejected();
        String fact = rejected.fact() == null ? "" : rejected.fact();
        return KeyValue.pair(new FactKey(rejected.model(), fact).toString(), rejected);
    }
}
