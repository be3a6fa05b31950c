package fr.relais.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.relais.connectors.Expiry.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/** Until when what connectors and sources hold is good, as the hub is told. */
class ExpiringTest {

    private static final String SECURITY = "relais.connectors.social.soap.security.";

    private final KeyMaterial keys = KeyMaterial.ofThisRun();
    private final ApplicationContextRunner hub = new ApplicationContextRunner().withUserConfiguration(Scan.class);

    @Test
    void isNotKnownOfAnythingSimulated() {
        hub.run(context -> assertThat(context.getBeansOfType(Expiring.class).values())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.expiries()).isEmpty()));
    }

    @Test
    void isWhatTheirCertificatesSay() {
        hub.withPropertyValues(
                        SECURITY + "mode=signature",
                        SECURITY + "keystore=" + keys.keystore("hub"),
                        SECURITY + "key-alias=hub",
                        SECURITY + "keystore-password=" + KeyMaterial.PASSWORD,
                        SECURITY + "truststore=" + keys.keystore("target"),
                        SECURITY + "truststore-password=" + KeyMaterial.PASSWORD)
                .run(context -> assertThat(expiries(context, "social"))
                        .extracting(Expiry::kind, Expiry::what, Expiry::at)
                        .containsExactly(
                                tuple(Kind.CERTIFICATE, "keystore hub", notAfter("hub", "hub")),
                                tuple(Kind.CERTIFICATE, "truststore hub", notAfter("target", "hub"))));
    }

    /** Authorities come and go by the dozen, and outlive what they issue. */
    @Test
    void isNotToldOfAuthorities() {
        var truststore = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        hub.withPropertyValues(
                        SECURITY + "mode=signature",
                        SECURITY + "keystore=" + keys.keystore("hub"),
                        SECURITY + "key-alias=hub",
                        SECURITY + "keystore-password=" + KeyMaterial.PASSWORD,
                        SECURITY + "truststore=" + truststore,
                        SECURITY + "truststore-password=changeit")
                .run(context -> assertThat(expiries(context, "social"))
                        .extracting(Expiry::what)
                        .contains("keystore hub")
                        .hasSizeLessThan(5));
    }

    @Test
    void isWhatTheirTokenAndTheirHabilitationSay() {
        var claims = "{\"exp\": 1806278400}".getBytes(StandardCharsets.UTF_8);
        var token = "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims) + ".x";
        hub.withPropertyValues(
                        "relais.connectors.particulier.token=" + token,
                        "relais.connectors.particulier.source.habilitation-until=2027-03-31")
                .run(context -> assertThat(expiries(context, "particulier"))
                        .containsExactly(
                                new Expiry(Kind.SECRET, "token", Instant.parse("2027-03-29T00:00:00Z")),
                                new Expiry(Kind.HABILITATION, "habilitation", Instant.parse("2027-03-31T21:59:59Z"))));
    }

    private static List<Expiry> expiries(ApplicationContext context, String id) {
        return context.getBeansOfType(Expiring.class).values().stream()
                .filter(one -> id.equals(
                        one instanceof Connector connector
                                ? connector.id().value()
                                : one instanceof FactSource source ? source.id().value() : ""))
                .findFirst()
                .orElseThrow()
                .expiries();
    }

    private Instant notAfter(String keystore, String alias) {
        try {
            return ((X509Certificate) keys.open(keystore).getCertificate(alias))
                    .getNotAfter()
                    .toInstant();
        } catch (GeneralSecurityException closed) {
            throw new AssertionError(closed);
        }
    }

    @ComponentScan(basePackageClasses = Connector.class)
    static class Scan {}
}
