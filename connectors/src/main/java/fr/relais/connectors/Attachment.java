package fr.relais.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/**
 * A file the citizen joined to the request. Its name is not kept: names of files tell of people.
 *
 * @param type code of the pièce justificative it is, e.g. {@code justificatif-domicile}
 * @param mediaType found from its content, never from what was claimed
 * @param size in bytes
 * @param sha256 of its content, in hexadecimal
 */
public record Attachment(UUID id, String type, String mediaType, long size, String sha256, Content content) {

    /** Where its bytes come from; each call opens them anew. */
    @FunctionalInterface
    public interface Content {

        /**
         * Opens it, in clear.
         *
         * @throws IOException when it is missing or not what was joined: nothing of the delivery must be sent then
         */
        InputStream open() throws IOException;
    }

    @Override
    public String toString() {
        return "Attachment[" + id + ", " + type + "]";
    }
}
