package dev.alluvium.ingest.adapter.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.ingest.document.Document;
import dev.alluvium.ingest.document.DocumentException;
import dev.alluvium.ingest.document.Section;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real documents, and bombs, in a real worker. */
class WorkerProcessIT {
    private static final AtomicInteger LOST = new AtomicInteger();
    private static WorkerProcess worker;

    @BeforeAll
    static void start() {
        worker = new WorkerProcess("256m", Duration.ofSeconds(50), LOST::incrementAndGet);
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @Test
    void shouldReadTheSectionsOfAWordDocument() throws IOException {
        Document document = worker.read("manual.docx", OfficeFiles.docx("<w:t>Weighs 3 kg.</w:t>"));

        assertThat(document.sections())
                .containsExactly(
                        new Section(List.of("Scales"), "Weighs 3 kg.", 0),
                        new Section(List.of("Scales", "Care"), "Keep it dry.", 0));
    }

    @Test
    void shouldReadSlidesAndSheets() throws IOException {
        ByteArrayOutputStream slides = new ByteArrayOutputStream();
        try (XMLSlideShow show = new XMLSlideShow()) {
            show.createSlide().createTextBox().setText("The AX-200 weighs 3 kg.");
            show.write(slides);
        }
        ByteArrayOutputStream sheets = new ByteArrayOutputStream();
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            var row = book.createSheet("Weights").createRow(0);
            row.createCell(0).setCellValue("AX-200");
            row.createCell(1).setCellValue("3 kg");
            book.write(sheets);
        }

        assertThat(worker.read("a.pptx", slides.toByteArray()).sections())
                .singleElement()
                .satisfies(section -> assertThat(section.text()).contains("The AX-200 weighs 3 kg."));
        assertThat(worker.read("a.xlsx", sheets.toByteArray()).sections())
                .containsExactly(new Section(List.of("Weights"), "AX-200\t3 kg", 0));
    }

    @Test
    void shouldReadPdfAndHtml() throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            document.addPage(new PDPage());
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(50, 700);
                content.showText("The AX-200 weighs 3 kg.");
                content.endText();
            }
            document.save(pdf);
        }

        assertThat(worker.read("a.pdf", pdf.toByteArray()).sections())
                .containsExactly(new Section(List.of(), "The AX-200 weighs 3 kg.", 0));
        assertThat(worker.read(
                        "a.html",
                        "<html><head><title>Manual</title><script>x()</script></head><body><h1>One</h1><p>A</p><ul><li>B</ul></body>"
                                .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Document(
                        "Manual", Map.of(), Map.of(), List.of(new Section(List.of("One"), "A\n\n- B", 0))));
    }

    @Test
    void shouldSayWhyItCannotReadWhatItCannot() {
        assertThatThrownBy(() -> worker.read("a.pdf", "%PDF-1.7 no".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("application/pdf");
        assertThatThrownBy(() -> worker.read("a.docx", new byte[] {1, 2, 3})).isInstanceOf(DocumentException.class);
        assertThatThrownBy(() -> worker.read("a.html", "<html><body></body></html>".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("holds no text");
        assertThatThrownBy(() -> worker.read("a.html.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3}))
                .hasMessage("is application/gzip, must be PDF, DOCX, PPTX, XLSX, HTML, Markdown or text");
    }

    @Test
    void shouldReadNoEntityOfAWordDocument() throws IOException {
        byte[] hostile = OfficeFiles.zip(
                OfficeFiles.PARTS,
                "word/document.xml",
                "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + OfficeFiles.body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"));

        assertThatThrownBy(() -> worker.read("a.docx", hostile))
                .isInstanceOf(DocumentException.class)
                .hasMessageNotContaining("root:");
    }

    @Test
    void shouldRefuseAZipBombAndReadTheNextDocument() throws IOException {
        // Given
        byte[] bomb = bomb();
        assertThat(bomb.length).isLessThan(2 << 20);

        // Then
        assertThatThrownBy(() -> worker.read("a.docx", bomb)).isInstanceOf(DocumentException.class);
        assertThat(worker.read("b.docx", OfficeFiles.docx("<w:t>Fine.</w:t>")).sections())
                .hasSize(2);
    }

    @Test
    void shouldStopADocumentThatTakesTooLongAndStartAgain() throws IOException {
        // Given
        AtomicInteger lost = new AtomicInteger();
        try (WorkerProcess hasty = new WorkerProcess("256m", Duration.ofNanos(1), lost::incrementAndGet)) {
            // Then
            byte[] document = OfficeFiles.docx("<w:t>Fine.</w:t>");
            assertThatThrownBy(() -> hasty.read("a.docx", document)).hasMessageContaining("takes longer than");
            assertThatThrownBy(() -> hasty.read("a.docx", document)).hasMessageContaining("takes longer than");
            assertThat(lost).hasValue(2);
        }
    }

    @Test
    void shouldSurviveAWorkerThatRunsOutOfMemory() throws IOException {
        AtomicInteger lost = new AtomicInteger();
        try (WorkerProcess small = new WorkerProcess("40m", Duration.ofSeconds(50), lost::incrementAndGet)) {
            assertThatThrownBy(() -> small.read("a.txt", new byte[100 << 20])).hasMessageContaining("40m of memory");
            assertThat(lost).hasValue(1);
            assertThat(small.read("a.html", "<html><body><p>Fine.</p></body></html>".getBytes(StandardCharsets.UTF_8))
                            .sections())
                    .hasSize(1);
        }
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var part : OfficeFiles.PARTS.entrySet()) {
                OfficeFiles.entry(zip, part.getKey(), part.getValue());
            }
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            String body = OfficeFiles.body("<w:p><w:r><w:t>@</w:t></w:r></w:p>");
            zip.write(body.substring(0, body.indexOf('@')).getBytes(StandardCharsets.UTF_8));
            byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_000; i++) {
                zip.write(block);
            }
            zip.write(body.substring(body.indexOf('@') + 1).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
