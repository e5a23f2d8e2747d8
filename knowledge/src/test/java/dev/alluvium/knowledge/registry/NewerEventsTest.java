package dev.alluvium.knowledge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.LogSigned;
import dev.alluvium.contracts.registry.RegistryEvent.ModelDeclared;
import dev.alluvium.contracts.registry.RegistryEvent.Unknown;
import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of a schema that is made up here: what this build does not know and may leave out, and what it may not. */
class NewerEventsTest {
    private static final RegistryState DECLARED = RegistryState.empty()
            .apply(RegistryEvent.of("d", "notes", "ops", "r", Instant.EPOCH, new ModelDeclared("tiny")));

    private static final String PRAISED = "{'type':'version-praised','version':1,'by':[{'name':'a'}]}";
    private static final String FROZEN = "{'type':'frozen','until':'2027-01-01T00:00:00Z'}";
    private static final String OTHER_FORM = "{'type':'version-rejected','version':{'number':1}}";
    private static final String WITHOUT_A_PART = "{'type':'rolled-back'}";
    private static final String UNFINISHED = "{'type':'version-held','version':1}";

    @Test
    void shouldKeepAnUnknownTypeAsItIsAndLeaveItOutOfTheFold() {
        // When
        RegistryEvent event = event(1, PRAISED);
        RegistryState after = DECLARED.apply(event);

        // Then
        assertThat(event.change()).isInstanceOf(Unknown.class);
        assertThat(after.models()).isEqualTo(DECLARED.models());
        assertThat(after.events()).isEqualTo(DECLARED.events() + 1);
        assertThat(Json.read(Json.bytes(event), JsonNode.class)).isEqualTo(Json.read(json(1, PRAISED), JsonNode.class));
    }

    @Test
    void shouldLeaveOutAnUnknownTypeOfAModelThatIsNotDeclared() {
        assertThat(RegistryState.empty().apply(event(1, PRAISED)).models()).isEmpty();
    }

    @Test
    void shouldFoldAKnownTypeWithUnknownFields() {
        assertThat(DECLARED.apply(event(1, FROZEN)).get("notes").frozen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {PRAISED, FROZEN, OTHER_FORM, UNFINISHED})
    void shouldStopByNameAtWhatMayNotBeLeftOut(String change) {
        RegistryEvent event = event(3, change);

        assertThatThrownBy(() -> DECLARED.apply(event))
                .isInstanceOf(NewerEventException.class)
                .hasMessageContainingAll(
                        "event e-7",
                        "of type " + event.change().type(),
                        "in schema 7",
                        "reader of schema 3",
                        "reads schema 2",
                        "upgrade this service");
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHER_FORM, UNFINISHED, "{'version':1}", "[]", "null", "{'type':7}"})
    void shouldLeaveOutWhatNoRegistryOfThisSchemaCanHaveWritten(String change) {
        assertThat(read(json(1, change))).isInstanceOf(ReadResult.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'schemaVersion':0", "'schemaVersion':1,'minimumReader':2", "'minimumReader':1"})
    void shouldLeaveOutWhatHasNoEnvelopeOfAnEvent(String schema) {
        String json = "{'id':'e','model':'notes','actor':'ops','reason':'r','at':'2026-01-01T00:00:00Z'," + schema
                + ",'change':{'type':'frozen'}}";

        assertThat(read(bytes(json))).isInstanceOf(ReadResult.Foreign.class);
    }

    @Test
    void shouldFoldTheBeginOfSigningToNothingAndLetNoOlderRegistryGoOn() {
        // When
        RegistryEvent event = RegistryEvent.of("s", RegistryEvent.NO_MODEL, "r", "r", Instant.EPOCH, new LogSigned(7));

        // Then
        assertThat(DECLARED.apply(event).models()).isEqualTo(DECLARED.models());
        assertThat(event.minimumReader()).isEqualTo(2);
    }

    @Test
    void shouldTakeAPrimitiveThatIsAbsentForItsZeroAsEver() {
        assertThat(event(1, WITHOUT_A_PART).change()).isEqualTo(new RegistryEvent.RolledBack(0, 0, false));
    }

    private static RegistryEvent event(int minimumReader, String change) {
        ReadResult<RegistryEvent> read = read(json(minimumReader, change));
        assertThat(read).isInstanceOf(ReadResult.Message.class);
        return ((ReadResult.Message<RegistryEvent>) read).value();
    }

    private static ReadResult<RegistryEvent> read(byte[] json) {
        return Topics.REGISTRY_EVENTS.read("notes".getBytes(StandardCharsets.UTF_8), json);
    }

    private static byte[] json(int minimumReader, String change) {
        return bytes("{'id':'e-7','schemaVersion':7,'minimumReader':" + minimumReader
                + ",'model':'notes','actor':'ops','reason':'r','at':'2026-01-01T00:00:00Z','change':" + change + "}");
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
