package fr.relais.connectors.document;

import fr.relais.connectors.Attachment;
import fr.relais.connectors.Delivery;
import java.util.Map;

/** What a delivery says, for people to read, at a service with no software of its own. */
public final class DossierDocument {

    private static final Map<String, String> EXTENSIONS =
            Map.of("application/pdf", "pdf", "image/jpeg", "jpg", "image/png", "png");

    /** As plain text. */
    public static String text(Delivery delivery) {
        return DossierReader.read(delivery).text();
    }

    /** As an accessible PDF. */
    public static byte[] pdf(Delivery delivery) {
        return Pdf.of(DossierReader.read(delivery));
    }

    /** What the document calls an attachment, by its place among them: {@code pieces/1-justificatif-domicile.pdf}. */
    public static String file(int number, Attachment attachment) {
        return "pieces/%d-%s.%s"
                .formatted(number, attachment.type(), EXTENSIONS.getOrDefault(attachment.mediaType(), "bin"));
    }

    private DossierDocument() {}
}
