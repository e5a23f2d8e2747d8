package dev.alluvium.contracts.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import dev.alluvium.contracts.registry.RegistryEvent.Unknown;
import java.io.IOException;

/** Writes a change that this build does not know as it was read, so that no copy of the log loses anything of it. */
final class UnknownWriter extends JsonSerializer<Unknown> {
    @Override
    public void serialize(Unknown unknown, JsonGenerator to, SerializerProvider context) throws IOException {
        to.writeTree(unknown.content());
    }

    @Override
    public void serializeWithType(Unknown unknown, JsonGenerator to, SerializerProvider context, TypeSerializer type)
            throws IOException {
        serialize(unknown, to, context);
    }
}
