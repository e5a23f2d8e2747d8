package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XML, one record to an element: the root's children, or the elements of a name, wherever they stand. No document type, no
 * entity of its own, nothing from outside is ever read.
 */
final class XmlRecords implements RecordSource {
    private final InputStream in;
    private final XMLStreamReader reader;
    private final @Nullable String element;
    private int depth;
    private long record;

    XmlRecords(InputStream in, @Nullable String element) throws FormatException {
        this.in = in;
        this.element = element;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            reader = factory.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    @Override
    public @Nullable SourceItem next() throws IOException {
        try {
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new FormatException(
                            place() + ": a document type, and with it entities, is not read;" + " remove the DOCTYPE");
                }
                if (event == XMLStreamConstants.START_ELEMENT && isRecord()) {
                    return item();
                }
                depth += event == XMLStreamConstants.START_ELEMENT
                        ? 1
                        : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
            }
            return null;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private boolean isRecord() {
        return element == null ? depth == 1 : reader.getLocalName().equals(element);
    }

    private SourceItem item() throws XMLStreamException {
        FilePosition place = place();
        record++;
        XmlElement built = XmlElement.read(reader);
        if (built.tooDeep()) {
            return new SourceItem.Broken(
                    place, "nested deeper than " + ReaderLimits.DEPTH + " levels: flatten the record");
        }
        if (built.tooLong()) {
            return SourceItem.tooLarge(place, built.length());
        }
        JsonNode value = built.value();
        return value.isObject()
                ? new SourceItem.Found(place, Json.bytes(value))
                : new SourceItem.Broken(
                        place, "an element without fields: a record has one element or attribute to a field");
    }

    private FilePosition place() {
        return FilePosition.line(record + 1, reader.getLocation().getLineNumber());
    }

    private FormatException broken(XMLStreamException e) {
        return e.getLocation() == null
                ? new FormatException("not well-formed XML; mend the file", e)
                : new FormatException(
                        "line " + e.getLocation().getLineNumber() + ", column "
                                + e.getLocation().getColumnNumber() + ": not well-formed XML; mend the file",
                        e);
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw new IOException("the XML reader did not close", e);
        } finally {
            in.close();
        }
    }
}
