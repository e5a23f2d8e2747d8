package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One element as JSON: attributes and child elements are fields, repeated children and the children of a list of the record
 * ({@code messages}, {@code wordings}) an array, text beside attributes is {@code content}.
 */
final class XmlElement {
    private static final Set<String> LISTS = Set.of("messages", "wordings", "conversations");

    private final Deque<Open> open = new ArrayDeque<>();
    private long length;
    private int depth;
    private int deepest;
    private @Nullable JsonNode value;

    /**
     * An element that is being read.
     *
     * @param attributes as fields
     * @param text its own
     * @param whole its own and its children's, in the order in which they stand there
     */
    private record Open(
            String name,
            ObjectNode attributes,
            ObjectNode fields,
            ArrayNode children,
            StringBuilder text,
            StringBuilder whole) {
        /** Its value where it is no record of its own: text between which elements stand is text, as a page is. */
        JsonNode inner() {
            boolean mixed = !children.isEmpty() && !text.toString().isBlank() && !LISTS.contains(name);
            if (!mixed) {
                return value();
            }
            String content = whole.toString().strip();
            return attributes.isEmpty() ? fields.textNode(content) : attributes.put("content", content);
        }

        JsonNode value() {
            String plain = text.toString().strip();
            if (LISTS.contains(name) && !children.isEmpty()) {
                return children;
            }
            if (fields.isEmpty()) {
                return fields.textNode(plain);
            }
            if (!plain.isEmpty() && !fields.has("content")) {
                fields.put("content", plain);
            }
            return fields;
        }
    }

    private XmlElement() {}

    /** Reads the element that {@code reader} stands at the beginning of, to its end; what is too much is not kept. */
    static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        XmlElement element = new XmlElement();
        element.begin(reader);
        while (element.depth > 0) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> element.begin(reader);
                case XMLStreamConstants.END_ELEMENT -> element.end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> element.text(reader);
                default -> {
                    // Comments and instructions are no content.
                }
            }
        }
        return element;
    }

    boolean tooDeep() {
        return deepest > ReaderLimits.DEPTH;
    }

    /** Characters of its names and texts. */
    long length() {
        return length;
    }

    boolean tooLong() {
        return length > ReaderLimits.RECORD;
    }

    /** Null nowhere: an element that was read has a value. */
    JsonNode value() {
        return value == null ? JsonNodeFactory.instance.nullNode() : value;
    }

    private void begin(XMLStreamReader reader) {
        deepest = Math.max(deepest, ++depth);
        if (depth > ReaderLimits.DEPTH) {
            return;
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            length += reader.getAttributeValue(i).length();
            fields.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        length += reader.getLocalName().length();
        open.push(new Open(
                reader.getLocalName(),
                fields.deepCopy(),
                fields,
                JsonNodeFactory.instance.arrayNode(),
                new StringBuilder(),
                new StringBuilder()));
    }

    private void text(XMLStreamReader reader) {
        length += reader.getTextLength();
        if (depth <= ReaderLimits.DEPTH && !tooLong()) {
            open.element().text().append(reader.getText());
            open.element().whole().append(reader.getText());
        }
    }

    private void end() {
        if (depth-- > ReaderLimits.DEPTH) {
            return;
        }
        Open ended = open.pop();
        Open parent = open.peek();
        if (parent == null) {
            value = ended.value();
            return;
        }
        JsonNode own = ended.inner();
        if (tooLong()) {
            return;
        }
        parent.whole().append(ended.whole());
        parent.children().add(own);
        JsonNode before = parent.fields().get(ended.name());
        if (before instanceof ArrayNode several && !LISTS.contains(ended.name())) {
            several.add(own);
        } else if (before != null) {
            parent.fields()
                    .set(ended.name(), parent.fields().arrayNode().add(before).add(own));
        } else {
            parent.fields().set(ended.name(), own);
        }
    }
}
