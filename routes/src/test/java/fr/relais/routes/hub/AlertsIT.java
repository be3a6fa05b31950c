package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import fr.relais.mappings.json.Json;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Outages;
import fr.relais.simulators.gate.FaultMode;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** An outage is told of once when it begins and once when it ends, to who owns it, by mail and by webhook. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsIT extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TWO_MONTHS = 60;

    private final List<JsonNode> posted = new CopyOnWriteArrayList<>();
    private final AtomicInteger answer = new AtomicInteger(204);
    private HttpServer hook;

    @Override
    String[] settings() {
        hook = hook();
        return new String[] {
            "--spring.mail.host=127.0.0.1",
            "--spring.mail.port=" + system("courriel").port(),
            "--relais.alerts.every=1s",
            "--relais.alerts.from=relais@example.org",
            "--relais.alerts.hub=https://relais.example.org/",
            "--relais.alerts.owners.exploitation.mail=astreinte@example.org",
            "--relais.alerts.owners.exploitation.webhook=http://127.0.0.1:"
                    + hook.getAddress().getPort() + "/",
            "--relais.alerts.escalation.mail=dsi@example.org",
            "--relais.alerts.digest.mail=lundi@example.org",
            "--relais.clients.portail-demo.secret-until=" + LocalDate.now().plusDays(TWO_MONTHS)
        };
    }

    private HttpServer hook() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                posted.add(Json.EDGE.readTree(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(answer.get(), -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    @AfterAll
    void unhook() {
        hook.stop(0);
    }

    @AfterEach
    void allIsWellAgain() {
        answer.set(204);
        system("courriel").recover();
        finance.recover();
        await().atMost(SOON).until(() -> {
            clock.advance(Duration.ofMinutes(1));
            return jdbc().sql("select count(*) from outage where end_told_at is null and kind <> 'expires'")
                            .query(Long.class)
                            .single()
                    == 0;
        });
        system("courriel").forget();
        posted.clear();
    }

    @Test
    void tellsTheOwnerOnceAtEachEndHoweverManyDeliveriesWait() throws Exception {
        breaksDown("PANNE-TEST");
        awaitMail("astreinte@example.org", "Début");
        for (int n = 0; n < 5; n++) {
            portal.submit(nominalOf("PANNE-TEST-APRES-" + (char) ('A' + n)));
        }
        clock.advance(Duration.ofMinutes(5));

        var mail = mails("astreinte@example.org", "Début").getFirst();
        assertThat(mail.getSubject()).contains("finances", "ne répond pas");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat((String) mail.getContent())
                .contains(
                        "Responsable : Exploitation",
                        "https://relais.example.org/console/voies/finance",
                        "https://relais.example.org/console/alertes",
                        "Que faire")
                .doesNotContain("TEST", "FR76");
        assertThat(posted.getFirst().path("event").asString()).isEqualTo("beginning");
        assertThat(posted.getFirst().path("subject").asString()).isEqualTo("finance");

        finance.recover();
        awaitMail("astreinte@example.org", "Fin");
        assertThat(mails("astreinte@example.org", "Début")).hasSize(1);
        assertThat((String) mails("astreinte@example.org", "Fin").getFirst().getContent())
                .contains("Jusqu'à", "soit");
        assertThat(posted).extracting(told -> told.path("event").asString()).containsExactly("beginning", "end");
    }

    @Test
    void saysNothingOfWhatIsOverInAMoment() throws Exception {
        breaksDown("HOQUET-TEST");
        await().atMost(SOON).until(() -> !outages().isEmpty());
        finance.recover();
        await().pollInterval(Duration.ofSeconds(2)).atMost(SOON).until(() -> {
            clock.advance(Duration.ofSeconds(15)); // until the next probe, and no further
            return isOpen();
        });
        await().atMost(SOON).until(() -> {
            clock.advance(Duration.ofSeconds(50));
            return outages().stream().allMatch(Outages.Outage::isOver);
        });
        assertThat(mails("astreinte@example.org", "")).isEmpty();
    }

    @Test
    void goesFurtherUpWhenNobodyTakesCareOfIt() throws Exception {
        breaksDown("PERSONNE-TEST");
        awaitMail("astreinte@example.org", "Début");
        await().atMost(SOON).until(() -> {
            clock.advance(Duration.ofMinutes(5));
            return !mails("dsi@example.org", "Personne ne s'en occupe").isEmpty();
        });
    }

    @Test
    void goesNoFurtherWhenSomebodyTakesCareOfIt() throws Exception {
        breaksDown("CHARGE-TEST");
        awaitMail("astreinte@example.org", "Début");
        var ingrid = Visitor.signedIn(
                portal,
                "engineer",
                Files.readString(data().resolve("demo-secret")).strip());
        var page = ingrid.get("/console/alertes").body();
        assertThat(page).contains("ne répond pas", "Je m’en occupe");
        var open = outages().stream().filter(outage -> !outage.isOver()).toList();
        for (var outage : open) {
            ingrid.post("/console/alertes/" + outage.id() + "/charge", Map.of());
        }
        assertThat(ingrid.get("/console/alertes").body()).contains("engineer s’en occupe depuis");
        assertThat(bean(Outages.class)
                        .acknowledge(Authority.DEFAULT, open.getFirst().id(), "second", clock.instant()))
                .isFalse();
        clock.advance(Duration.ofHours(2));
        finance.recover();
        awaitMail("astreinte@example.org", "Fin");
        assertThat(mails("dsi@example.org", "")).isEmpty();
    }

    @Test
    void triesAgainWhatCouldNotBeTold() throws Exception {
        answer.set(503);
        system("courriel").fail(FaultMode.CONNECTION_REFUSED);
        breaksDown("SOURD-TEST");
        await().atMost(SOON).until(() -> {
            clock.advance(Duration.ofMinutes(1));
            return posted.size() >= 2;
        });
        assertThat(outages()).allMatch(outage -> outage.told() == null || outage.isOver());
        answer.set(204);
        await().atMost(SOON).until(() -> {
            clock.advance(Duration.ofMinutes(1));
            return outages().stream().anyMatch(outage -> outage.told() != null);
        });
    }

    @Test
    void isToldOfByOneHubOnly() {
        var now = clock.instant();
        bean(Outages.class)
                .see(Authority.DEFAULT, new Outages.Seen("closed", "essai", null, "essai", "", "/", 1, now), now);
        var id = outages().stream()
                .filter(outage -> outage.subject().equals("essai"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(takes(id)).isTrue();
        assertThat(takes(id)).isFalse();
    }

    private boolean takes(long id) {
        return bean(Outages.class).takeTelling(id, Outages.Moment.BEGINNING, clock.instant(), Duration.ofMinutes(5));
    }

    @Test
    void sumsUpTheWeekOnceOnMonday() throws Exception {
        portal.submit(nominalOf("SEMAINE-TEST")).becomes("DELIVERED");
        clock.advance(Duration.ofDays(7));
        awaitMail("lundi@example.org", "La semaine du");
        assertThat((String) mails("lundi@example.org", "").getLast().getContent())
                .contains("demandes déposées", "finance :", "Pannes");
    }

    /** Comes last: what is to be renewed stays so. */
    @Test
    @Order(Integer.MAX_VALUE)
    void tellsOnceWhoIsToRenewWhatExpires() throws Exception {
        assertThat(mails("astreinte@example.org", "secret")).isEmpty();
        clock.advance(Duration.ofDays(TWO_MONTHS - 20));
        awaitMail("astreinte@example.org", "secret");
        var mail = mails("astreinte@example.org", "secret").getFirst();
        assertThat(mail.getSubject()).contains("Début", "portail-demo : secret jusqu’au", "à renouveler");
        assertThat((String) mail.getContent())
                .contains(
                        "Responsable : Exploitation",
                        "https://relais.example.org/console/portails#echeances",
                        "Que faire",
                        "DataPass");

        system("courriel").forget();
        clock.advance(Duration.ofDays(7));
        awaitMail("lundi@example.org", "La semaine du");
        assertThat((String) mails("lundi@example.org", "").getLast().getContent())
                .contains("portail-demo : secret jusqu’au");
        awaitALook();
        awaitALook(); // what the first one had to tell is told
        assertThat(mails("astreinte@example.org", "secret")).isEmpty();
    }

    private void awaitALook() {
        var from = clock.instant();
        await().atMost(SOON)
                .until(() ->
                        outages().stream().anyMatch(outage -> outage.lastSeen().isAfter(from)));
    }

    /** Enough of them for the lane to close, and time enough for that to be an outage. */
    private void breaksDown(String nom) {
        finance.fail(FaultMode.CONNECTION_REFUSED);
        for (int n = 0; n < 8; n++) {
            portal.submit(nominalOf(nom + "-" + (char) ('A' + n))); // persons of their own, or they wait for each other
        }
        await().atMost(SOON).until(() -> !isOpen());
    }

    private boolean isOpen() {
        return jdbc().sql("select state = 'RUNNING' from lane where connector = 'finance'")
                .query(Boolean.class)
                .single();
    }

    private List<Outages.Outage> outages() {
        return bean(Outages.class).latest(Authority.DEFAULT, 100);
    }

    private void awaitMail(String to, String about) {
        await().atMost(SOON).until(() -> {
            clock.advance(Duration.ofSeconds(30));
            return !mails(to, about).isEmpty();
        });
    }

    private List<MimeMessage> mails(String to, String about) throws MessagingException {
        var found = new ArrayList<MimeMessage>();
        for (var content : system("courriel").bodies("")) {
            var mail = new MimeMessage(null, new ByteArrayInputStream(content));
            if (mail.getAllRecipients()[0].toString().equals(to)
                    && mail.getSubject().contains(about)) {
                found.add(mail);
            }
        }
        return found;
    }
}
