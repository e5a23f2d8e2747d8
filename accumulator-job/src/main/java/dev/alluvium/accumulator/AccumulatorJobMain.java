package dev.alluvium.accumulator;

import dev.alluvium.accumulator.adapter.AccumulatorJob;
import dev.alluvium.accumulator.adapter.JobSettings;
import dev.alluvium.accumulator.adapter.KafkaConnectors;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.settings.AccumulatorConfig;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Submits the same job to a Flink cluster: {@code flink run accumulator-job.jar --config FILE}. */
public final class AccumulatorJobMain {
    private AccumulatorJobMain() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 2 || !args[0].equals("--config")) {
            throw new IllegalArgumentException("usage: flink run accumulator-job.jar --config FILE");
        }
        AlluviumConfig config = ConfigLoader.load(Path.of(args[1]), System.getenv());
        AccumulatorConfig job = config.accumulator();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(job.parallelism());
        env.enableCheckpointing(job.checkpointInterval().toMillis());
        KafkaConnectors ends = new KafkaConnectors(new KafkaClients(config.kafka()));
        AccumulatorJob.define(env, JobSettings.of(config, Clock.systemUTC()), ends);
        env.execute(AccumulatorJob.NAME);
    }
}
