package fr.relais.routes.attachments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file is, by its content: of the few kinds that are taken, from the first byte to the last, and nothing else besides.
 *
 * <p>It is looked at, never opened: nothing is unpacked, so nothing can burst. What hides inside a packed part of a PDF is for the
 * scanner to find.
 */
final class MediaTypes {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] PNG_END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};
    private static final String PDF = "%PDF-";
    private static final String PDF_END = "%%EOF";

    /**
     * The end of an archive in one part, wherever it begins: the file would be two things at once. With the numbers of its parts, which
     * are zeros, so that the bytes of an image don't come to it by chance.
     */
    private static final String ZIP_END = "PK\u0005\u0006\0\0\0\0";

    /** A page, where a program that reads only the beginning would find one. */
    private static final Pattern PAGE = Pattern.compile("<\\s*(html|script|svg|!doctype)", Pattern.CASE_INSENSITIVE);

    private static final int BEGINNING = 1024;

    /**
     * What acts, or carries another file, or can't be looked into. {@code JS} is not among them: one scan of 10 MB in twenty has it
     * somewhere by chance, and what it belongs to is called {@code JavaScript} or {@code Rendition}.
     */
    private static final List<String> ACTIVE = List.of(
            "JavaScript", "Rendition", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA", "Encrypt");

    /** Up to white space or a delimiter (ISO 32000-1, 7.3.5). One class without alternatives, so that no length of it exhausts the stack. */
    private static final Pattern NAME = Pattern.compile("/([^\\x00\\s()<>\\[\\]{}/%]+)");

    private static final Pattern ESCAPE = Pattern.compile("#([0-9A-Fa-f]{2})");

    /** Its media type; empty when it is none of those that are taken. */
    static Optional<String> of(byte[] content) {
        var text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains(ZIP_END) || PAGE.matcher(beginning(text)).find()) {
            return Optional.empty();
        }
        if (begins(content, PNG)) {
            return Optional.of("image/png").filter(type -> ends(content, PNG_END));
        }
        if (begins(content, JPEG)) {
            return Optional.of("image/jpeg").filter(type -> ends(withoutPadding(content), JPEG_END));
        }
        if (text.startsWith(PDF)) {
            return Optional.of("application/pdf").filter(type -> isPlainPdf(text));
        }
        return Optional.empty();
    }

    private static boolean isPlainPdf(String text) {
        return text.substring(Math.max(0, text.length() - BEGINNING)).contains(PDF_END)
                && NAME.matcher(text)
                        .results()
                        .map(name -> unescaped(name.group(1)))
                        .noneMatch(ACTIVE::contains);
    }

    /** {@code /J#61vaScript} is a name like the other. */
    private static String unescaped(String name) {
        return ESCAPE.matcher(name)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), BEGINNING));
    }

    private static boolean begins(byte[] content, byte[] with) {
        return content.length >= with.length && Arrays.equals(content, 0, with.length, with, 0, with.length);
    }

    private static boolean ends(byte[] content, byte[] with) {
        return content.length >= with.length
                && Arrays.equals(content, content.length - with.length, content.length, with, 0, with.length);
    }

    /** Some cameras fill up with zeros. */
    private static byte[] withoutPadding(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(content, end);
    }

    private MediaTypes() {}
}
