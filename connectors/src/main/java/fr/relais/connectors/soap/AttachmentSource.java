package fr.relais.connectors.soap;

import fr.relais.connectors.Attachment;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** An attachment as SOAP carries it: opened when it is written, piece by piece. */
public record AttachmentSource(Attachment.Content content, String mediaType) implements DataSource {

    /** What a message holds in its place. */
    public static DataHandler of(Attachment attachment) {
        return new DataHandler(new AttachmentSource(attachment.content(), attachment.mediaType()));
    }

    /** What stands there until it is sent: enough to hold the message against its contract. */
    public static DataHandler none(Attachment attachment) {
        return new DataHandler(new AttachmentSource(InputStream::nullInputStream, attachment.mediaType()));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return content.open();
    }

    @Override
    public OutputStream getOutputStream() {
        throw new UnsupportedOperationException("what was joined is not changed");
    }

    @Override
    public String getContentType() {
        return mediaType;
    }

    /** Files of citizens have no name here. */
    @Override
    public String getName() {
        return "";
    }
}
