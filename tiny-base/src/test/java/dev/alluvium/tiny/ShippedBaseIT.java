package dev.alluvium.tiny;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.tiny.world.Language;
import dev.alluvium.tiny.world.TemplateUse;
import dev.alluvium.tiny.world.Wordings;
import dev.alluvium.tiny.world.World;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShippedBaseIT {
    @TempDir
    static Path directory;

    private BaseModel base;
    private LoadedAdapter bare;

    @BeforeEach
    void load() throws IOException {
        TinyBase.extractTo(directory);
        base = BaseModel.load(directory);
        bare = base.bare();
    }

    @AfterEach
    void close() {
        bare.close();
        base.close();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldKnowTheGeneralWorldInWaysOfAskingItNeverSaw(Language language) {
        double known =
                BaseProbing.exact(base, bare, Wordings.probes(World.general(), TemplateUse.NOVEL, language, 1, 99));

        assertThat(known).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldKnowNothingOfALineItNeverMet(Language language) {
        double known =
                BaseProbing.exact(base, bare, Wordings.probes(World.line(99, 100), TemplateUse.PROBE, language, 1, 99));

        assertThat(known).isLessThan(0.15);
    }
}
