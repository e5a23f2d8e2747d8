package dev.alluvium.accumulator.adapter;

import dev.alluvium.contracts.topic.Topics;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job: clean records become segments, segments become rounds. */
public final class AccumulatorJob {
    /** The job's name in Flink. */
    public static final String NAME = "alluvium-accumulator";

    private AccumulatorJob() {}

    /** Adds the job to {@code env}, between the topics of an installation. */
    public static void define(StreamExecutionEnvironment env, JobSettings settings, KafkaConnectors kafka) {
        define(
                env,
                settings,
                kafka.source(Topics.CLEAN_RECORDS),
                kafka.source(Topics.CONTROL),
                kafka.sink(Topics.DATASETS_READY),
                kafka.sink(Topics.REJECTED_RECORDS),
                kafka.sink(Topics.CONTROL));
    }

    /**
     * Adds the job to {@code env}. Every operator has a uid of its own, so that a savepoint survives a new version.
     *
     * @param clean events of records.clean
     * @param control commands of control
     * @param ready takes the announcements of rounds, keyed by model
     * @param rejected takes rejected records, keyed by model and fact
     * @param dropped takes the commands that name what was dropped outside of rounds, keyed by model
     */
    public static void define(
            StreamExecutionEnvironment env,
            JobSettings settings,
            Source<JobMessage, ?, ?> clean,
            Source<JobMessage, ?, ?> control,
            Sink<JobMessage> ready,
            Sink<JobMessage> rejected,
            Sink<JobMessage> dropped) {
        TypeInformation<JobMessage> type = TypeInformation.of(JobMessage.class);
        DataStream<JobMessage> batches = env.fromSource(clean, WatermarkStrategy.noWatermarks(), "records.clean", type)
                .uid("records-clean")
                .transform("write segments", type, new SegmentWriterOperator(settings))
                .uid("write-segments");
        DataStream<JobMessage> commands = env.fromSource(control, WatermarkStrategy.noWatermarks(), "control", type)
                .uid("control");
        SingleOutputStreamOperator<JobMessage> rounds = batches.keyBy(JobMessage::key)
                .connect(commands.keyBy(JobMessage::key))
                .transform("accumulate rounds", type, new TickingOperator(new RoundOperator(settings)))
                .uid("accumulate-rounds");
        rounds.sinkTo(ready).name("datasets.ready").uid("datasets-ready");
        rounds.getSideOutput(RoundOperator.REJECTED)
                .sinkTo(rejected)
                .name("records.rejected")
                .uid("records-rejected");
        rounds.getSideOutput(RoundOperator.DROPPED)
                .sinkTo(dropped)
                .name("control dropped")
                .uid("control-dropped");
    }
}
