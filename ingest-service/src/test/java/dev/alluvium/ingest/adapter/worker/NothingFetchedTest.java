package dev.alluvium.ingest.adapter.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.ingest.format.Formats;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.ingest.format.RecordSource;
import dev.alluvium.ingest.format.SourceItem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever may push records may name addresses in them: of this machine, of its network, of a cloud's metadata. Reading connects to
 * none, however the address is written: a listener on this machine sees nobody.
 */
class NothingFetchedTest {
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private ServerSocketChannel listener;
    private int port;

    @BeforeEach
    void listen() throws IOException {
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        listener.configureBlocking(false);
        port = listener.socket().getLocalPort();
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "127.1",
                "0.0.0.0",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "user@127.0.0.1",
                "169.254.169.254@127.0.0.1"
            })
    void shouldConnectToNoAddressThatADocumentOrARecordNames(String host) throws Exception {
        String url = "http://" + host + ":" + port + "/latest/meta-data";
        TikaDocuments documents = new TikaDocuments();

        // When
        assertThat(documents.read("page.html", html(url)).sections()).isNotEmpty();
        assertThat(documents.read("letter.docx", docx(url)).sections()).isNotEmpty();
        assertThat(documents.read("sheet.xlsx", xlsx(url)).sections()).isNotEmpty();
        assertThat(documents.read("talk.pptx", pptx(url)).sections()).isNotEmpty();
        assertThat(documents.read("paper.pdf", pdf(url)).sections()).isNotEmpty();
        assertThat(records("feed.xml", xml(url))).isPositive();
        assertThat(records("notes.md", "# A\n\n![image](" + url + ") [link](" + url + ") <" + url + ">\n"))
                .isPositive();
        assertThat(records(
                        "records.jsonl",
                        "{\"instruction\":\"" + url + "\",\"output\":\"" + url + "\",\"source\":\"" + url + "\"}\n"))
                .isPositive();

        // Then
        assertThat(listener.accept()).isNull();
        try (Socket own = new Socket("127.0.0.1", port);
                SocketChannel seen = listener.accept()) {
            assertThat(own.isConnected()).isTrue();
            assertThat(seen).as("what the listener would have seen").isNotNull();
        }
    }

    private static int records(String name, String text) throws IOException {
        int found = 0;
        try (RecordSource source =
                Formats.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ReadOptions.of(name))) {
            for (SourceItem item = source.next(); item != null; item = source.next()) {
                found += item instanceof SourceItem.Found ? 1 : 0;
            }
        }
        return found;
    }

    private static byte[] html(String url) {
        return ("<!DOCTYPE html SYSTEM \"%1$s\"><html><head><base href=\"%1$s\"><link rel=stylesheet href=\"%1$s\">"
                        + "<meta http-equiv=refresh content=\"0;url=%1$s\"><style>@import url(%1$s);</style>"
                        + "<script src=\"%1$s\"></script></head><body><p>Text.</p><img src=\"%1$s\" srcset=\"%1$s 2x\">"
                        + "<iframe src=\"%1$s\"></iframe><object data=\"%1$s\"></object><embed src=\"%1$s\">"
                        + "<video poster=\"%1$s\" src=\"%1$s\"></video><svg><image href=\"%1$s\"/></svg>"
                        + "<a href=\"%1$s\" ping=\"%1$s\">link</a></body></html>")
                .formatted(url)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] docx(String url) throws IOException {
        Map<String, String> parts = new HashMap<>(OfficeFiles.PARTS);
        StringBuilder relations = new StringBuilder(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        for (String type : new String[] {"image", "attachedTemplate", "aFChunk", "hyperlink", "oleObject", "frame"}) {
            relations.append("<Relationship Id=\"%1$s\" Type=\"%2$s%1$s\" Target=\"%3$s\" TargetMode=\"External\"/>"
                    .formatted(type, RELATIONS, url));
        }
        parts.put("word/_rels/document.xml.rels", relations + "</Relationships>");
        parts.remove("word/styles.xml");
        parts.replaceAll((name, part) -> part.replaceAll("<Override PartName=\"/word/styles.xml\"[^>]*>", ""));
        return OfficeFiles.zip(
                parts,
                "word/document.xml",
                OfficeFiles.body("<w:p><w:r><w:t>Text.</w:t></w:r></w:p>"
                        + "<w:altChunk xmlns:r=\"" + RELATIONS.replaceAll("/$", "") + "\" r:id=\"aFChunk\"/>"
                        + "<w:p><w:r><w:instrText>INCLUDETEXT \"" + url + "\"</w:instrText></w:r></w:p>"));
    }

    private static byte[] xlsx(String url) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            var row = book.createSheet("Weights").createRow(0);
            row.createCell(0).setCellValue("AX-200 weighs 3 kg");
            row.createCell(1).setCellFormula("HYPERLINK(\"" + url + "\")");
            book.linkExternalWorkbook(url, new XSSFWorkbook());
            var link = book.getCreationHelper().createHyperlink(HyperlinkType.FILE);
            link.setAddress(url.replace("@", "%40"));
            row.getCell(0).setHyperlink(link);
            book.write(bytes);
        }
        return bytes.toByteArray();
    }

    private static byte[] pptx(String url) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XMLSlideShow show = new XMLSlideShow()) {
            XSLFTextBox box = show.createSlide().createTextBox();
            box.setText("The AX-200 weighs 3 kg.");
            box.getTextParagraphs()
                    .get(0)
                    .getTextRuns()
                    .get(0)
                    .createHyperlink()
                    .setAddress(url);
            show.write(bytes);
        }
        return bytes.toByteArray();
    }

    private static byte[] pdf(String url) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(100, 700);
                content.showText("The AX-200 weighs 3 kg.");
                content.endText();
            }
            PDActionURI action = new PDActionURI();
            action.setURI(url);
            document.getDocumentCatalog().setOpenAction(action);
            PDAnnotationLink link = new PDAnnotationLink();
            link.setAction(action);
            page.getAnnotations().add(link);
            COSDictionary file = new COSDictionary();
            file.setItem(COSName.FS, COSName.getPDFName("URL"));
            file.setItem(COSName.F, new COSString(url));
            document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), file);
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    private static String xml(String url) {
        return ("<?xml version=\"1.0\"?><?xml-stylesheet href=\"%1$s\"?>"
                        + "<records xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                        + "xsi:noNamespaceSchemaLocation=\"%1$s\" xmlns:xi=\"http://www.w3.org/2001/XInclude\">"
                        + "<record><instruction>Q</instruction><output>A</output><xi:include href=\"%1$s\"/></record></records>")
                .formatted(url);
    }
}
