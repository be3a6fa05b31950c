package fr.relais.routes.hub;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A person nobody else is named like, and every way this person could be written down in clear. */
final class Canary {

    static final String NAME = "CANARI-QUENOTTE";
    static final String FIRST_NAME = "Zoé-Serinette";
    static final String EMAIL = "zoe.serinette@example.org";
    static final String PHONE = "+33698765432";
    static final String IBAN = "FR1420041010050500013M02606";
    static final String FILE = "SERIN-DOSSIER-77";
    static final String IBAN_AS_PRINTED = "FR14 2004 1010 0505 0001 3M02 606";

    /** Holds in a wrong IBAN too. */
    private static final String ACCOUNT = "0500013M026";

    private static final String ACCOUNT_AS_PRINTED = "0505 0001 3M02";
    private static final String LOCAL_PHONE = "698765432";

    /** As bytes, one character each. */
    private static final List<String> TRACES = Stream.of(
                    NAME, FIRST_NAME, EMAIL, LOCAL_PHONE, ACCOUNT, ACCOUNT_AS_PRINTED)
            .flatMap(Canary::writings)
            .distinct()
            .toList();

    private Canary() {}

    /** A body of this person; another {@code year} of birth makes another person of the same name. */
    static String born(int year) {
        return Portal.nominalOf(NAME)
                .replace("Camille", FIRST_NAME)
                .replace("\"camille.dupont-test@example.org\"", "\"" + EMAIL + "\", \"phone\": \"" + PHONE + "\"")
                .replace("FR7630006000011234567890189", IBAN)
                .replace("AGRIFRPP", "PSSTFRPPPAR")
                .replace("FORM-12-34", FILE)
                .replace("1980-05-17", year + "-05-17");
    }

    /** What a portal says of this person when it asks what is known. */
    static String asked(int year, @Nullable String franceConnectToken) {
        var body = (ObjectNode) Portal.json(born(year));
        body.retain("usager")
                .putObject("form")
                .putObject("adresse")
                .put("voie", "1 rue " + NAME)
                .put("codePostal", "33000");
        if (franceConnectToken != null) {
            body.put("franceConnectToken", franceConnectToken);
        }
        return body.toString();
    }

    private static Stream<String> writings(String value) {
        var cases =
                Stream.of(value, value.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT), capitalised(value));
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        var hex = HexFormat.of().formatHex(bytes);
        return Stream.of(
                        cases.flatMap(text -> Stream.of(
                                        StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
                                .map(charset -> bytewise(text, charset))),
                        Stream.of(bytewise(value, StandardCharsets.ISO_8859_1), hex, hex.toUpperCase(Locale.ROOT)),
                        IntStream.range(0, 3).mapToObj(shift -> base64(bytes, shift)))
                .flatMap(writings -> writings);
    }

    private static String capitalised(String value) {
        return value.substring(0, 1).toUpperCase(Locale.ROOT)
                + value.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String bytewise(String text, Charset charset) {
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    /** As it reads within a longer text encoded as a whole; the characters at its ends depend on what is around. */
    private static String base64(byte[] value, int shift) {
        var shifted = new byte[shift + value.length];
        System.arraycopy(value, 0, shifted, shift, value.length);
        var encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return encoded.substring(shift == 0 ? 0 : shift + 1, shifted.length * 8 / 6);
    }

    /** Which traces of the person are in these bytes. */
    static List<String> tracesIn(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return TRACES.stream().filter(text::contains).toList();
    }

    static List<String> tracesIn(String text) {
        return tracesIn(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Every file below the folder with a trace in it. */
    static List<String> tracesUnder(Path folder) throws IOException {
        var found = new ArrayList<String>();
        for (var file : filesUnder(folder)) {
            try {
                var traces = tracesIn(Files.readAllBytes(file));
                if (!traces.isEmpty()) {
                    found.add(folder.relativize(file) + ": " + traces);
                }
            } catch (NoSuchFileException gone) {
                // a running server removes files of its own
            }
        }
        return found;
    }

    static List<Path> filesUnder(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
