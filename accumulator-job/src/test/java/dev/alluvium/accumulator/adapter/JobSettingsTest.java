package dev.alluvium.accumulator.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.TriggerConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobSettingsTest {
    @Test
    void shouldTakeTriggersAlongAsTheyAreConfigured() {
        // Given
        AlluviumConfig config = ConfigLoader.parse("test", """
                models:
                  by-hand: { trigger: off }
                  unhurried: { trigger: { records: 7, max-wait: off } }
                  idle: { trigger: { tokens: 2k, idle: 10m, few-facts: 5 } }
                """, AlluviumConfig.class, Map.of());

        // When
        JobSettings settings = JobSettings.of(config, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

        // Then
        config.models()
                .forEach((model, declared) ->
                        assertThat(settings.triggering().of(model)).as(model).isEqualTo(declared.trigger()));
        assertThat(settings.triggering().of("by-hand").maxWait()).isNull();
        assertThat(settings.triggering().of("undeclared")).isEqualTo(TriggerConfig.DEFAULT);
    }
}
