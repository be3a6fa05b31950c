package fr.relais.connectors.document;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.Loader;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What people read, as a tagged PDF (PDF/UA): a screen reader tells headings, labels and values apart.
 *
 * <p>The page is built as a tree, never as text, so that nothing a citizen wrote can become markup; and it may fetch nothing.
 */
final class Pdf {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String STYLE = """
            @page { size: A4; margin: 20mm 18mm 22mm 18mm;
                    @bottom-right { content: counter(page) ' / ' counter(pages); font: 9pt 'Liberation Sans'; } }
            body { font: 10.5pt/1.4 'Liberation Sans'; color: #1e1e1e; }
            h1 { font-size: 17pt; font-weight: normal; color: #000091; margin: 0 0 6mm 0; }
            h2 { font-size: 12.5pt; font-weight: normal; color: #000091; margin: 6mm 0 1.5mm 0;
                 border-bottom: 0.3mm solid #000091; page-break-after: avoid; }
            table { width: 100%; border-collapse: collapse; }
            th { width: 38%; text-align: left; font-weight: normal; color: #555; }
            th, td { padding: 1mm 2mm 1mm 0; vertical-align: top; }
            td { white-space: pre-wrap; word-wrap: break-word; }
            """;

    static {
        XRLog.setLoggingEnabled(false); // it writes to nobody's log, and of pages that are nobody's business
    }

    static byte[] of(Reading reading) {
        var bytes = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder();
        builder.useFont(Pdf::font, "Liberation Sans");
        builder.usePdfUaAccessibility(true);
        builder.useUriResolver((base, uri) -> null);
        builder.withW3cDocument(page(reading), "");
        builder.toStream(bytes);
        try {
            builder.run();
        } catch (IOException unwritten) { // to memory
            throw new UncheckedIOException(unwritten);
        }
        return bytes.toByteArray();
    }

    private static InputStream font() {
        return Objects.requireNonNull(Loader.class.getResourceAsStream(FONT), "PDFBox brings no " + FONT);
    }

    private static Document page(Reading reading) {
        Document page;
        try {
            page = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
        var html = page.createElement("html");
        html.setAttribute("lang", "fr");
        page.appendChild(html);
        var head = add(html, "head");
        say(head, "title", reading.title());
        var description = add(head, "meta");
        description.setAttribute("name", "description");
        description.setAttribute("content", "Une demande reçue par Relais");
        say(head, "style", STYLE);
        var body = add(html, "body");
        say(body, "h1", reading.title());
        for (var part : reading.parts()) {
            say(body, "h2", part.title());
            var table = add(body, "table");
            for (var line : part.lines()) {
                var row = add(table, "tr");
                say(row, "th", line.label()).setAttribute("scope", "row");
                say(row, "td", line.value());
            }
        }
        return page;
    }

    private static Element add(Element parent, String name) {
        var element = parent.getOwnerDocument().createElement(name);
        parent.appendChild(element);
        return element;
    }

    private static Element say(Element parent, String name, String text) {
        var element = add(parent, name);
        element.appendChild(parent.getOwnerDocument().createTextNode(text));
        return element;
    }

    private Pdf() {}
}
