package fr.relais.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.Outcome.Unknown;
import fr.relais.connectors.soap.SecuritySettings;
import fr.relais.connectors.soap.SecuritySettings.Mode;
import fr.relais.connectors.soap.SoapSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an answer may try on whoever reads it: to make it read, fetch, grow or answer elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
public abstract class HostileAnswersContract {

    private static final String SECRET = "SECRET-DU-FICHIER";
    private static final String XML = "text/xml; charset=UTF-8";
    private static final DeliveryKey KEY = new DeliveryKey("R26-TEST/1");
    private static final long HUGE = 300L << 20;
    private static final long BOUND = 64L << 20;

    private final String name;
    private final Errand errand;
    private final String change;

    private final Canary canary = new Canary();
    private final Interceptor target;
    private List<Connector> connectors;
    private URI file;

    protected HostileAnswersContract(String name, Errand errand, String change) {
        this.name = name;
        this.errand = errand;
        this.change = change;
        this.target = new Interceptor(URI.create("http://127.0.0.1:9/" + name));
    }

    /** The connector under test, with these settings. */
    protected abstract Connector connector(SoapSettings soap);

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        file = Files.writeString(folder.resolve("secret"), SECRET).toUri();
        var keys = KeyMaterial.ofThisRun();
        var token = new SecuritySettings(Mode.USERNAME_TOKEN, "relais", "x", null, null, null, null, null);
        connectors = Stream.of(SecuritySettings.NONE, token, keys.hub())
                .map(security -> connector(new SoapSettings(
                        target.url(), Duration.ofSeconds(5), Duration.ofSeconds(10), "Site en maintenance", security)))
                .toList();
    }

    @BeforeEach
    void begin() {
        target.reset();
        canary.reset();
    }

    @AfterAll
    void stop() {
        target.close();
        canary.close();
    }

    Stream<Arguments> hostileAnswers() {
        var bomb = IntStream.range(1, 20)
                .mapToObj(i -> "<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)))
                .reduce("<!ENTITY l0 \"ha\">", String::concat);
        return Stream.of(
                answer("S30: an entity that is a file", doctype("<!ENTITY e SYSTEM \"" + file + "\">"), "&e;"),
                answer(
                        "S30: a parameter entity that is a file",
                        doctype("<!ENTITY %% e SYSTEM \"%s\"> %%e;".formatted(file)),
                        "SIM-1"),
                answer("S30: XInclude of a file", "", include(file)),
                answer("S31: an entity to be fetched", doctype("<!ENTITY e SYSTEM \"" + canary.url() + "\">"), "&e;"),
                answer(
                        "S31: a parameter entity to be fetched",
                        doctype("<!ENTITY %% e SYSTEM \"%s\"> %%e;".formatted(canary.url())),
                        "SIM-1"),
                answer("S31: an external DTD", "<!DOCTYPE x SYSTEM \"" + canary.url() + "\">", "SIM-1"),
                answer("S31: XInclude", "", include(canary.url())),
                answer("S32: billion laughs", doctype(bomb), "&l19;"),
                answer(
                        "S32: quadratic blow-up",
                        doctype("<!ENTITY e \"" + "a".repeat(50_000) + "\">"),
                        "&e;".repeat(50_000)),
                besides("S32: very many attributes", "<x " + attributes(60_000) + "/>"),
                besides("S32: a very long attribute", "<x a='" + "a".repeat(900_000) + "'/>"),
                besides("S32: very deep", "<a>".repeat(100_000) + "</a>".repeat(100_000)),
                besides("S32: a little too deep", "<a>".repeat(60) + "</a>".repeat(60)),
                besides("S32: very many children", "<x>" + "<a/>".repeat(200_000) + "</x>"),
                besides(
                        "S32: very many elements",
                        "<x>" + ("<a>" + "<b/>".repeat(1_000) + "</a>").repeat(100) + "</x>"),
                besides("S32: very long text", "<x>" + "a".repeat(900_000) + "</x>"),
                answer("S33: xop:Include to be fetched", "", xop(canary.url().toString())),
                answer("S33: xop:Include of a file", "", xop(file.toString())),
                argumentSet(
                        "S33: MTOM, included from elsewhere",
                        mtom(xop(canary.url().toString()), "")),
                argumentSet("S33: MTOM, included from a file", mtom(xop(file.toString()), "")),
                argumentSet("S33: MTOM, with nothing attached", mtom("SIM-1", "")),
                argumentSet(
                        "S33: MTOM with 10,000 attachments",
                        mtom("SIM-1", "--b\r\nContent-ID: <a>\r\n\r\na\r\n".repeat(10_000))));
    }

    private Arguments answer(String trick, String prolog, String reference) {
        return argumentSet(trick, Reaction.answers(200, XML, prolog + Reaction.envelope(accuse("", reference))));
    }

    /** In a header, of which the contract says nothing, besides a body that would be proof. */
    private Arguments besides(String trick, String header) {
        return argumentSet(trick, Reaction.answers(200, XML, withHeader("<soap:Header>" + header)));
    }

    private String withHeader(String header) {
        return Reaction.envelope(accuse("", "SIM-1")).replace("<soap:Body>", header + "</soap:Header><soap:Body>");
    }

    @ParameterizedTest
    @MethodSource("hostileAnswers")
    void proveNothingAndMakeNobodyReadOrFetch(Reaction reaction) {
        target.at(change, reaction);
        for (var connector : connectors) {
            assertThat(send(connector))
                    .isInstanceOfSatisfying(
                            Unknown.class,
                            unknown -> assertThat(unknown.cause()).doesNotContain(SECRET));
        }
        assertThat(canary.hits()).isZero();
        assertThat(target.received(change)).hasSize(connectors.size());
    }

    Stream<Arguments> endlessAnswers() {
        var start = Reaction.envelope(accuse("", "@")).split("@", -1)[0];
        return Stream.of(
                argumentSet("S32: 300 MB of text", XML, start),
                argumentSet("S33: an MTOM part of 300 MB", "multipart/related; boundary=b", "--b\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("endlessAnswers")
    void areNotReadToTheirEnd(String contentType, String start) {
        var written = new AtomicLong();
        target.at(change, (request, socket) -> {
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 \r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(contentType, HUGE, start)
                    .getBytes(StandardCharsets.UTF_8));
            var more = "a".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (long left = HUGE - start.length(); left >= more.length; left -= more.length) {
                out.write(more);
                written.addAndGet(more.length);
            }
        });
        for (var connector : connectors) {
            written.set(0);
            assertThat(send(connector)).isInstanceOf(Unknown.class);
            assertThat(written.get()).isLessThan(BOUND);
        }
    }

    @Test
    @DisplayName("S31: a schemaLocation or a stylesheet is not fetched")
    void hintsOfWhereASchemaIsAreNotFollowed() {
        var hint = " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='%s %s'"
                .formatted(namespace(), canary.url());
        var stylesheet = "<?xml-stylesheet type='text/xsl' href='" + canary.url() + "'?>";
        target.at(change, Reaction.answers(200, XML, stylesheet + Reaction.envelope(accuse(hint, "SIM-1"))));
        connectors.forEach(this::send);
        assertThat(canary.hits()).isZero();
    }

    @Test
    @DisplayName("S45: forged addresses in an answer are ignored")
    void forgedAddressesAreIgnored() {
        var wsa = "http://www.w3.org/2005/08/addressing";
        var forged = Stream.of("ReplyTo", "FaultTo", "From")
                .map(header -> "<wsa:%1$s><wsa:Address>%2$s</wsa:Address></wsa:%1$s>".formatted(header, canary.url()))
                .reduce("<wsa:To>" + canary.url() + "</wsa:To>", String::concat);
        target.at(change, Reaction.answers(200, XML, withHeader("<soap:Header xmlns:wsa='" + wsa + "'>" + forged)));
        assertThat(send(connectors.getFirst())).isInstanceOf(Delivered.class);
        connectors.forEach(this::send);
        assertThat(canary.hits()).isZero();
    }

    @Test
    @DisplayName("S45: the contract is not asked of the target")
    void wsdlIsNotAskedOfTheTarget() {
        connectors.forEach(this::send);
        assertThat(target.received())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.head().toLowerCase(Locale.ROOT))
                        .startsWith("post /" + name + " ")
                        .doesNotContain("wsdl"));
    }

    // The words of these tests

    private Outcome send(Connector by) {
        return by.send(by.prepare(new Delivery(
                KEY,
                errand.operation(),
                errand.dossier(People.KNOWN),
                List.of(),
                false,
                1,
                () -> Duration.ofMinutes(1))));
    }

    private String accuse(String attributes, String reference) {
        return """
                <%1$sResponse xmlns="%2$s"%4$s><accuse><reference>%3$s</reference>\
                <appliqueLe>2026-01-15T09:00:00Z</appliqueLe></accuse></%1$sResponse>""".formatted(change, namespace(), reference, attributes);
    }

    private String namespace() {
        return "urn:relais:contrat-generique:" + name + ":1";
    }

    private static String doctype(String internal) {
        return "<!DOCTYPE x [" + internal + "]>";
    }

    private static String include(URI from) {
        return "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='" + from + "'/>";
    }

    private static String xop(String from) {
        return "<xop:Include xmlns:xop='http://www.w3.org/2004/08/xop/include' href='" + from + "'/>";
    }

    private static String attributes(int count) {
        return String.join(
                " ", IntStream.range(0, count).mapToObj(i -> "a" + i + "=''").toList());
    }

    private Reaction mtom(String reference, String attachments) {
        return Reaction.answers(
                200,
                "multipart/related; boundary=b; type=\"application/xop+xml\"; start=\"<r>\"; start-info=\"text/xml\"",
                "--b\r\nContent-Type: application/xop+xml; type=\"text/xml\"\r\nContent-ID: <r>\r\n\r\n"
                        + Reaction.envelope(accuse("", reference)) + "\r\n" + attachments + "--b--");
    }
}
