package dev.alluvium.contracts.golden;

import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The kept messages: {@code golden/TOPIC/TYPE.json}, and {@code TYPE.WHAT.json} for other forms of the type. */
final class Goldens {
    private static final Path ROOT = Path.of("src", "test", "resources", "golden");

    private Goldens() {}

    /** A kept message. */
    record Golden(Topic<?> topic, Path file) {
        byte[] bytes() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return ROOT.relativize(file).toString();
        }
    }

    static Stream<Topic<?>> topics() {
        return Topics.all().stream().filter(topic -> topic.type() != byte[].class);
    }

    static Stream<Golden> all() {
        return topics().flatMap(topic -> of(topic).stream());
    }

    static List<Golden> of(Topic<?> topic) {
        Path directory = ROOT.resolve(topic.suffix());
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().map(file -> new Golden(topic, file)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + ": keep a message of each type of the topic there", e);
        }
    }

    /** Every record that a value of a type may hold, the type itself among them. */
    static Set<Class<?>> records(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        List<Type> open = new ArrayList<>(List.of(type));
        while (!open.isEmpty()) {
            Type next = open.remove(0);
            if (next instanceof ParameterizedType parameterized) {
                open.addAll(Arrays.asList(parameterized.getActualTypeArguments()));
            } else if (next instanceof Class<?> each && each.getName().startsWith("dev.alluvium.") && found.add(each)) {
                if (each.isSealed()) {
                    open.addAll(Arrays.asList(each.getPermittedSubclasses()));
                } else if (each.isRecord()) {
                    Arrays.stream(each.getRecordComponents())
                            .forEach(component -> open.add(component.getGenericType()));
                }
            }
        }
        return found;
    }
}
