package dev.alluvium.simulation;

import dev.alluvium.cleaning.decision.ControlExpansion;
import dev.alluvium.cleaning.fact.FactEvent;
import dev.alluvium.cleaning.pipeline.Cleaned;
import dev.alluvium.cleaning.pipeline.CleaningConfig;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.cleaning.pipeline.RawRecord;
import dev.alluvium.cleaning.rule.RuleSet;
import dev.alluvium.cleaning.text.FactKeyHash;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.simulation.Cursor.Read;
import dev.alluvium.simulation.Pusher.Pushed;
import java.util.Map;

/** The first half of cleaning: filters raw records, expands verdicts and requeues into events of single facts. */
final class DecodeActor extends TransactionalActor {
    private static final CleaningPipeline PIPELINE = CleaningPipeline.standard(
            CleaningConfig.of(AlluviumConfig.defaults(), new FactKeyHash(new byte[32]), () -> RuleSet.NONE));

    private final ControlExpansion expansion;

    DecodeActor(World world) {
        super(world, Channel.RAW, Channel.CONTROL);
        expansion = new ControlExpansion(world.rounds());
    }

    @Override
    public String name() {
        return "decode";
    }

    @Override
    void handle(Read read) {
        if (read.value() instanceof Pushed pushed) {
            clean(position(read), pushed);
        } else if (read.value() instanceof ControlCommand command) {
            expansion.expand(command, position(read), command.at()).forEach(this::event);
        }
    }

    @Override
    void committed() {}

    @Override
    void rolledBack() {}

    private void clean(RawPosition position, Pushed pushed) {
        Cleaned cleaned = PIPELINE.clean(new RawRecord(pushed.bytes(), Map.of(), position, pushed.at()));
        if (cleaned instanceof Cleaned.Passed passed) {
            event(passed.candidate());
        } else if (cleaned instanceof Cleaned.Rejected rejected) {
            send(Channel.REJECTED, World.MODEL, rejected.rejected());
        } else {
            send(Channel.DEAD_LETTERS, World.MODEL, position);
        }
    }

    private void event(FactEvent event) {
        send(Channel.FACTS, new FactKey(event.model(), event.fact()).toString(), event);
    }

    private static RawPosition position(Read read) {
        String topic = read.partition().channel() == Channel.RAW ? Outcomes.RAW : "control";
        return new RawPosition(topic, read.partition().number(), read.offset());
    }
}
