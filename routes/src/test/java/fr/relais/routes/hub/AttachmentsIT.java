package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.routes.ledger.Attachments;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.teleservices.Teleservices;
import fr.relais.simulators.gate.FaultMode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What citizens join: taken for what it is, kept for nobody to read, and given once to who asked for it. */
class AttachmentsIT extends HubTest {

    private static final String MARK = "CANARI-DANS-LA-PIECE";
    private static final byte[] PDF = bytes("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n% " + MARK + "\n%%EOF\n");
    private static final String BOUNDARY = "separation";

    @Override
    String[] settings() {
        return new String[] {"--relais.attachments.largest=1MB", "--relais.attachments.most-unclaimed=40"};
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void arrivesWithItsRequestAsItWasSent() throws Exception {
        var receipt = sent(PDF);
        assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
        var kept = json(receipt.body());
        assertThat(kept.path("mediaType").asString()).isEqualTo("application/pdf");
        assertThat(kept.path("size").intValue()).isEqualTo(PDF.length);
        assertThat(kept.path("sha256").asString()).isEqualTo(sha256(PDF));
        var submission = submit(kept.path("id").asString());
        submission.becomes("DELIVERED");
        assertThat(depot.bodies(submission.key(1)))
                .hasSize(3)
                .anySatisfy(file -> assertThat(file).isEqualTo(PDF));
        assertThat(new String(depot.bodies(submission.key(1)).get(1), StandardCharsets.UTF_8))
                .as("and nothing of it elsewhere")
                .doesNotContain(MARK);
    }

    @Test
    void goesBesideTheMessageToASystemThatSpeaksSoap() {
        var nominal = bean(Teleservices.class)
                .find("demande-apa")
                .orElseThrow()
                .folder()
                .text("samples/nominal.json")
                .replace("LAFORGE-TEST", "PIECES-TEST");
        var answer = portal.postTo(
                "demande-apa",
                "portail-demo",
                joined(nominal, "justificatif-domicile", id(sent(PDF))),
                UUID.randomUUID().toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var submission = portal.watch(answer);
        submission.becomes("DELIVERED");
        assertThat(social.records(submission.key(1)).getFirst().summary()).endsWith("pièces : justificatif-domicile");
        assertThat(new String(social.bodies(submission.key(1)).getFirst(), StandardCharsets.ISO_8859_1))
                .contains(MARK);
        var exchange = portal.get("/ops/v1/deliveries/" + submission.key(1).replace('/', '-'), "exploitation");
        assertThat(exchange.body()).contains("pièces jointes").doesNotContain(MARK);
    }

    @Test
    void isWrittenInClearNowhere() throws IOException {
        submit(id(sent(PDF))).becomes("DELIVERED");
        for (var file : Canary.filesUnder(data())) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(MARK);
        }
        assertThat(jdbc().sql("select count(*) from attachment_piece where position(:mark in bytes) > 0")
                        .param("mark", bytes(MARK))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void comesPieceByPieceWhenItIsLong() throws Exception {
        var jpeg = new byte[900_000];
        new Random(7).nextBytes(jpeg);
        System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, 0, jpeg, 0, 3);
        System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xd9}, 0, jpeg, jpeg.length - 2, 2);
        var submission = submit(id(sent(jpeg)));
        submission.becomes("DELIVERED");
        assertThat(depot.bodies(submission.key(1)))
                .anySatisfy(file -> assertThat(file).isEqualTo(jpeg));
    }

    @Test
    void belongsToOneRequestOfOnePortal() {
        var id = id(sent(PDF));
        refused(post("portail-college", id), 403, "teleservice-not-granted");
        var key = UUID.randomUUID().toString();
        var first = post("portail-demo", key, id);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(post("portail-demo", key, id).body()).as("the same again").isEqualTo(first.body());
        var again = post("portail-demo", id);
        refused(again, 422, "attachment-unknown");
        assertThat(json(again.body()).at("/errors/0/pointer").asString()).isEqualTo("/attachments/0/id");
        assertThat(bean(Attachments.class)
                        .isClaimable(Authority.DEFAULT, "portail-college", id(sent(PDF)), clock.instant()))
                .as("another portal's")
                .isFalse();
    }

    @Test
    void belongsToOneOfTwoRequestsAtOnce() throws Exception {
        var id = id(sent(PDF));
        try (var portals = Executors.newFixedThreadPool(8)) {
            var posts = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(
                            number -> () -> post("portail-demo", id).statusCode())
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var answer : portals.invokeAll(posts)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(202).containsOnly(202, 422);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "../../etc/passwd", "1' or '1'='1"})
    void isUnknownWhenItWasNeverSent(String id) {
        refused(post("portail-demo", id), 422, "attachment-unknown");
    }

    @Test
    void isDroppedWhenNobodyAskedForItInTime() {
        var id = id(sent(PDF));
        clock.advance(Duration.ofHours(25));
        refused(post("portail-demo", id), 422, "attachment-unknown");
        bean(Attachments.class).dropExpired(clock.instant());
        assertThat(jdbc().sql("select count(*) from attachment where public_id = :id")
                        .param("id", UUID.fromString(id))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void isRefusedByATeleserviceThatAsksForNoneOrForAnother() {
        var nominal = bean(Teleservices.class)
                .find("changement-rib")
                .orElseThrow()
                .folder()
                .text("samples/nominal.json");
        var id = id(sent(PDF));
        refused(
                portal.postTo(
                        "changement-rib",
                        "portail-demo",
                        joined(nominal, "devis", id),
                        UUID.randomUUID().toString()),
                422,
                "attachments-not-accepted");
        var other = portal.postTo(
                "aide-permis",
                "portail-demo",
                joined(nominal(), "rib", id),
                UUID.randomUUID().toString());
        refused(other, 422, "form-invalid");
        assertThat(json(other.body()).at("/errors/0/pointer").asString()).isEqualTo("/attachments/0/type");
    }

    @Test
    void parksADeliveryWhoseAttachmentIsMissingAPieceOrIsAltered() {
        for (var spoil : List.of(
                "delete from attachment_piece where attachment_id = :id",
                "update attachment_piece set bytes = bytes || '\\x00' where attachment_id = :id")) {
            depot.fail(FaultMode.CONNECTION_REFUSED);
            var id = id(sent(PDF));
            var submission = submit(id);
            submission.tells("delivery.delayed", "depot");
            var row = jdbc().sql("select id from attachment where public_id = :id")
                    .param("id", UUID.fromString(id))
                    .query(Long.class)
                    .single();
            jdbc().sql(spoil).param("id", row).update();
            depot.recover();
            clock.advance(Duration.ofMinutes(1));
            submission.becomes("NEEDS_ATTENTION");
            assertThat(depot.records(submission.key(1))).isEmpty();
            assertThat(jdbc().sql(
                                    "select cause from delivery where submission_id = (select id from submission where public_id = :id)")
                            .param("id", submission.id())
                            .query(String.class)
                            .single())
                    .isEqualTo("unreadable-attachment");
            jdbc().sql("update lane set state = 'RUNNING', recent = '', trips = 0, probe_at = null")
                    .update();
        }
    }

    /** S24: the name is nobody's business. */
    @ParameterizedTest
    @ValueSource(
            strings = {"../../x.pdf", "/etc/passwd", "C:\\\\windows\\\\x.pdf", "nul\0.pdf", "CON", "DUPONT-TEST.pdf"})
    void keepsNothingOfItsName(String name) {
        var answer = send(multipart("form-data; name=\"file\"; filename=\"" + name + "\"", PDF));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var submission = submit(id(answer));
        submission.becomes("DELIVERED");
        assertThat(submission.status().toString()).doesNotContain("DUPONT-TEST.pdf", "passwd");
    }

    @Test
    void takesNoNameOfFourKilobytesForMoreThanItIs() {
        var answer = send(multipart("form-data; name=\"file\"; filename=\"" + "x".repeat(4096) + "\"", PDF));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** S25 and S27: only what it is counts, and only a few things are taken. */
    static Stream<Arguments> others() throws IOException {
        return Stream.of(
                Arguments.argumentSet("HTML called PDF", (Object) bytes("<html><script>alert(1)</script></html>")),
                Arguments.argumentSet("a program", (Object) bytes("MZ\u0090\u0000\u0003" + "x".repeat(100))),
                Arguments.argumentSet(
                        "PDF that is a page too", (Object) bytes("%PDF-1.7\n<script>x</script>\n%%EOF\n")),
                Arguments.argumentSet("PDF not at the beginning", (Object) bytes("xx%PDF-1.7\n%%EOF\n")),
                Arguments.argumentSet("PDF without an end", (Object) bytes("%PDF-1.7\n1 0 obj\n")),
                Arguments.argumentSet("PDF with a program", (Object) pdf("/OpenAction << /S /JavaScript /JS (x) >>")),
                Arguments.argumentSet("the same, disguised", (Object) pdf("/OpenAction << /S /J#61vaScript >>")),
                Arguments.argumentSet("PDF that plays one", (Object) pdf("/AA << /S /Rendition /JS (x) >>")),
                Arguments.argumentSet("PDF that starts one", (Object) pdf("/A << /S /Launch /F (x) >>")),
                Arguments.argumentSet("PDF with a file in it", (Object) pdf("/Names << /EmbeddedFiles 2 0 R >>")),
                Arguments.argumentSet("PDF nobody can look into", (Object) pdf("/Encrypt 3 0 R")),
                Arguments.argumentSet("PDF that is an archive too", (Object) both(PDF, zip())),
                Arguments.argumentSet("PNG that is an archive too", (Object) both(png(), zip())),
                Arguments.argumentSet("PNG with something behind", (Object) both(png(), bytes("<?php"))),
                Arguments.argumentSet("SVG", (Object) bytes("<svg onload=\"x\"/>")),
                Arguments.argumentSet("an archive", (Object) zip()),
                Arguments.argumentSet(
                        "an old Office file", (Object) bytes("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")));
    }

    @ParameterizedTest
    @MethodSource("others")
    void isRefusedWhenItIsAnythingElse(byte[] content) {
        refused(
                send(multipart("form-data; name=\"file\"; filename=\"x.pdf\"", content)),
                415,
                "unsupported-media-type");
    }

    /** What a scan of many pages has somewhere among its bytes. */
    @Test
    void takesAScanThatLooksLikeMoreByChance() {
        var chance = "stream\n\u0001/JS<\u00fe PK\u0005\u0006\u00d1\u0000\u0003\nendstream\n";
        assertThat(sent(bytes("%PDF-1.7\n1 0 obj << /Type /XObject >> " + chance + "endobj\n%%EOF\n"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void isTakenHoweverLongANameInItIs() {
        assertThat(sent(pdf("/" + "x".repeat(500_000))).statusCode()).isEqualTo(201);
    }

    @Test
    void isTakenWhenItIsAnImage() throws IOException {
        assertThat(json(sent(png()).body()).path("mediaType").asString()).isEqualTo("image/png");
    }

    /** S28. */
    static Stream<Arguments> malformed() {
        var part = "\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n";
        return Stream.of(
                Arguments.argumentSet("no part", "boundary=b", "--b--\r\n"),
                Arguments.argumentSet("two files", "boundary=b", "--b" + part + "--b" + part + "--b--\r\n"),
                Arguments.argumentSet(
                        "10,000 parts",
                        "boundary=b",
                        "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nx\r\n".repeat(10_000) + "--b--\r\n"),
                Arguments.argumentSet("two boundaries", "boundary=b; boundary=c", "--b" + part + "--b--\r\n"),
                Arguments.argumentSet("no boundary", "charset=utf-8", "--b" + part + "--b--\r\n"),
                Arguments.argumentSet(
                        "a part without a name",
                        "boundary=b",
                        "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"),
                Arguments.argumentSet(
                        "a part within a part",
                        "boundary=b",
                        "--b\r\nContent-Disposition: form-data; name=\"file\"\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c"
                                + part + "--c--\r\n--b--\r\n"),
                Arguments.argumentSet("no end", "boundary=b", "--b" + part),
                Arguments.argumentSet("endless headers", "boundary=b", "--b\r\nX: " + "x".repeat(200_000)));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String parameters, String body) {
        refused(
                portal.send(portal.request("/api/v1/attachments", "portail-demo")
                        .header("Content-Type", "multipart/form-data; " + parameters)
                        .POST(HttpRequest.BodyPublishers.ofString(body))),
                400,
                "malformed-json");
    }

    /** S29. */
    @Test
    void isRefusedWhenItArrivedOtherThanItWasSaidToBe() throws Exception {
        refused(send(withDigest(PDF, "0".repeat(64))), 422, "form-invalid");
        assertThat(send(withDigest(PDF, sha256(PDF).toUpperCase())).statusCode())
                .isEqualTo(201);
    }

    @Test
    void isRefusedWhenItIsTooLargeOrTooManyWait() {
        refused(sent(new byte[1_200_000]), 413, "too-large");
        int sent = 0;
        HttpResponse<String> answer;
        do {
            answer = sent(PDF);
            sent++;
        } while (answer.statusCode() == 201 && sent < 50);
        refused(answer, 429, "quota-exceeded");
        jdbc().sql("delete from attachment where submission_id is null").update();
    }

    @ParameterizedTest
    @CsvSource({"application/json", "text/plain"})
    void isNothingElseThanMultipart(String mediaType) {
        refused(
                portal.send(portal.request("/api/v1/attachments", "portail-demo")
                        .header("Content-Type", mediaType)
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))),
                415,
                "unsupported-media-type");
    }

    private HttpResponse<String> sent(byte[] content) {
        return send(multipart("form-data; name=\"file\"; filename=\"devis.pdf\"", content));
    }

    private HttpResponse<String> send(byte[] body) {
        return portal.send(portal.request("/api/v1/attachments", "portail-demo")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static byte[] multipart(String disposition, byte[] content) {
        return both(
                bytes("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition
                        + "\r\nContent-Type: application/pdf\r\n\r\n"),
                both(content, bytes("\r\n--" + BOUNDARY + "--\r\n")));
    }

    private static byte[] withDigest(byte[] content, String digest) {
        return both(
                bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"sha256\"\r\n\r\n" + digest
                        + "\r\n"),
                multipart("form-data; name=\"file\"", content));
    }

    private static byte[] both(byte[] one, byte[] two) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(two);
        return both.toByteArray();
    }

    private static byte[] pdf(String entries) {
        return bytes("%PDF-1.7\n1 0 obj << /Type /Catalog " + entries + " >> endobj\n%%EOF\n");
    }

    private static byte[] png() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../../x"));
            zip.write(new byte[1000]);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer.body()).path("id").asString();
    }

    private Portal.Submission submit(String id) {
        var answer = post("portail-demo", id);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return portal.watch(answer);
    }

    private HttpResponse<String> post(String client, String id) {
        return post(client, UUID.randomUUID().toString(), id);
    }

    private HttpResponse<String> post(String client, String key, String id) {
        // Of a person of its own: one that is parked would hold up the next.
        var name = "JOINT-" + id.replaceAll("[^a-f]", "").toUpperCase(Locale.ROOT) + "-TEST";
        return portal.postTo("aide-permis", client, joined(nominal().replace("DURAND-TEST", name), "devis", id), key);
    }

    private String nominal() {
        return bean(Teleservices.class)
                .find("aide-permis")
                .orElseThrow()
                .folder()
                .text("samples/nominal.json");
    }

    private static String joined(String body, String type, String id) {
        return body.replaceFirst("\\{", "{\"attachments\": [{\"id\": \"" + id + "\", \"type\": \"" + type + "\"}],");
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer.body()).path("code").asString()).isEqualTo(code);
    }
}
