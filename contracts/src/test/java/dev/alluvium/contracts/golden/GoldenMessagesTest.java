package dev.alluvium.contracts.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.golden.Goldens.Golden;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.registry.RegistryEvent.Unknown;
import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topic;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages as this and earlier versions wrote them: logs are kept for ever, so every later version must read them as they were
 * meant. A file is never changed; a new field or type gets a new one.
 */
class GoldenMessagesTest {
    static Stream<Golden> goldens() {
        return Goldens.all();
    }

    static Stream<Topic<?>> topics() {
        return Goldens.topics();
    }

    /** Numbers, order of lists and absent fields included; the order of fields alone is free. */
    @ParameterizedTest
    @MethodSource("goldens")
    void shouldReadAMessageAndWriteTheSameAgain(Golden golden) {
        // When
        ReadResult<?> read = golden.topic().read(golden.bytes());

        // Then
        assertThat(read).isInstanceOf(ReadResult.Message.class);
        Object value = ((ReadResult.Message<?>) read).value();
        assertThat(Json.read(Json.bytes(value), JsonNode.class)).isEqualTo(Json.read(golden.bytes(), JsonNode.class));
    }

    /** Fails for a type or field without a kept message: add one in which it is set. */
    @ParameterizedTest
    @MethodSource("topics")
    void shouldKeepAMessageForEachTypeAndField(Topic<?> topic) {
        // Given
        Set<String> wanted = new LinkedHashSet<>();
        Goldens.records(topic.type()).stream()
                .filter(type -> type.isRecord() && type != Unknown.class)
                .forEach(type -> {
                    wanted.add(type.getSimpleName());
                    for (RecordComponent component : type.getRecordComponents()) {
                        wanted.add(type.getSimpleName() + "." + component.getName());
                    }
                });

        // When
        Goldens.of(topic).forEach(golden -> see(Json.read(golden.bytes(), topic.type()), wanted));

        // Then
        assertThat(wanted)
                .as("in no file of golden/%s; add one, change none", topic.suffix())
                .isEmpty();
    }

    @Test
    void shouldHoldNoConfigurationInAnyMessage() {
        Stream<Class<?>> types = Goldens.topics().flatMap(topic -> Goldens.records(topic.type()).stream());

        assertThat(types.filter(type -> !type.getPackageName().startsWith("dev.alluvium.contracts.")))
                .as("its defaults and checks would change what old messages mean")
                .isEmpty();
    }

    private static void see(Object value, Set<String> wanted) {
        if (value instanceof Collection<?> values) {
            values.forEach(each -> see(each, wanted));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> see(each, wanted));
        } else if (value != null && value.getClass().isRecord()) {
            wanted.remove(value.getClass().getSimpleName());
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                Object part = part(value, component);
                if (part != null) {
                    wanted.remove(value.getClass().getSimpleName() + "." + component.getName());
                }
                see(part, wanted);
            }
        }
    }

    private static Object part(Object value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
