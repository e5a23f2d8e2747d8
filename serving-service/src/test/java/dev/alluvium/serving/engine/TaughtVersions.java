package dev.alluvium.serving.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.serving.openai.CompletionRequest;
import dev.alluvium.serving.openai.CompletionRequestReader;
import dev.alluvium.serving.state.LiveVersion;
import dev.alluvium.serving.state.VersionProof;
import dev.alluvium.serving.testing.TaughtModel;
import java.nio.charset.StandardCharsets;

/** Two versions of the taught model in memory, and requests for them. */
final class TaughtVersions implements AutoCloseable {
    private final BaseModel base = BaseModel.load(TaughtModel.shared().base());
    private final LoadedVersion one = load(1);
    private final LoadedVersion two = load(2);

    LoadedVersion one() {
        return one;
    }

    LoadedVersion two() {
        return two;
    }

    /** A version of its own, which is the caller's to release. */
    LoadedVersion load(int version) {
        return new LoadedVersion(
                new VersionProof(version, "sha-" + version, "print-" + version),
                base.attach(PeftDirectory.read(TaughtModel.shared().adapter(version))));
    }

    static ActiveVersion retained(LoadedVersion version) {
        assertThat(version.tryRetain()).isTrue();
        return new ActiveVersion(new LiveVersion(version.proof(), 1, LiveVersion.Origin.REGISTRY), version, null);
    }

    /** The taught question as a stream, with further fields in single quotes. */
    static CompletionRequest ask(String more) {
        String body = "{'model':'notes','stream':true,'messages':[{'role':'user','content':'" + TaughtModel.QUESTION
                + "'}]" + more + "}";
        return CompletionRequestReader.chat(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        one.release();
        two.release();
        base.close();
    }
}
