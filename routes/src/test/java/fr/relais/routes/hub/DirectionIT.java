package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.nio.file.Files;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A month in figures: each is what the ledger's own rows say, and none is of a person. */
class DirectionIT extends HubTest {

    /** Figures are not counted for every look. */
    private static final Duration A_WHILE = Duration.ofMinutes(6);

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Override
    Class<?> variation() {
        return FaultyTranslator.class;
    }

    @Test
    void countsWhatTheLedgerSays() throws Exception {
        for (var canal : List.of("portail", "portail", "guichet", "papier")) {
            portal.submit(nominalOf("CHIFFRE-TEST").replace("\"canal\": \"portail\"", "\"canal\": \"" + canal + "\""))
                    .becomes("DELIVERED");
        }
        FaultyTranslator.breaks(true);
        var touched = portal.submit(nominalOf("REPRISE-TEST"));
        touched.deliveryBecomes("finance", "PARKED");
        FaultyTranslator.breaks(false);
        portal.order("/ops/v1/deliveries/" + touched.key(2).replace('/', '-') + "/replay", "{\"reason\": \"corrigé\"}");
        touched.becomes("DELIVERED");
        finance.fail(Fault.of(FaultMode.BUSINESS_REFUSAL).times(1));
        portal.submit(nominalOf("REFUS-TEST")).deliveryBecomes("finance", "DECLINED");
        await().atMost(Duration.ofSeconds(30)).until(() -> open() == 0);

        clock.advance(A_WHILE);
        var line = csv("changement-rib");

        assertThat(line.subList(1, 9)).containsExactly("4", "1", "0", "1", "6", "6", "5", "1");
        assertThat(line.get(9)).isEqualTo(String.valueOf(medianSecondsToBackOffice()));
        assertThat(line.get(10)).as("no decision is awaited").isEmpty();
        var page = direction().get("/console/direction?mois=" + month()).body();
        assertThat(page)
                .contains("Changer de coordonnées bancaires")
                .containsPattern("83[\\u00a0\\u202f]%")
                .doesNotContain("CHIFFRE-TEST", "REPRISE-TEST");
        looksAsItShould();
    }

    @Test
    void tellsWherePeopleStumbleOnceItHappenedToSeveral() throws Exception {
        for (int person = 0; person < 5; person++) {
            refused(nominalOf("BUTE-TEST").replace("FR7630006000011234567890189", "FR7630006000011234567890188"));
        }
        for (int person = 0; person < 4; person++) {
            refused(nominalOf("BUTE-TEST").replace("AGRIFRPP", "AGRI"));
        }
        refused(nominalOf("BUTE-TEST").replace("\"bic\"", "\"dupont camille 0600000000\""));

        clock.advance(A_WHILE);
        var page = direction().get("/console/direction?mois=" + month()).body();

        assertThat(page).contains("IBAN").contains(">5<");
        assertThat(page).as("too few").doesNotContain("BIC");
        assertThat(jdbc().sql("select string_agg(field || code || canal, ' ') from refusal_tally")
                        .query(String.class)
                        .single())
                .contains("/iban")
                .doesNotContain("camille", "FR76", "BUTE");
    }

    @Test
    void isShownToThoseWhoDecideOnly() throws Exception {
        for (var path : List.of("/console/direction", "/console/direction.csv")) {
            assertThat(Visitor.signedIn(portal, "engineer", secret()).get(path).statusCode())
                    .isEqualTo(403);
            assertThat(new Visitor(portal).get(path).statusCode()).isEqualTo(302);
        }
    }

    private void looksAsItShould() throws Exception {
        try (var browser = Browser.open()) {
            browser.visit(portal.address("/console/direction"));
            browser.type("#username", "direction");
            browser.type("#password", secret() + "\n");
            assertThat(browser.see("main").getText()).contains("Demandes reçues", "Où les usagers butent");
            assertThat(browser.see("main table tbody").getText()).contains("4 1 0 1 6");
            for (boolean dark : List.of(false, true)) {
                browser.dark(dark);
                browser.keepPicture("console-direction" + (dark ? "-sombre" : ""));
                assertThat(browser.barriers()).isEmpty();
            }
        }
    }

    private long open() {
        return jdbc().sql("select count(*) from submission where not final")
                .query(Long.class)
                .single();
    }

    /** By hand, from the rows: the delivered ones, from the receipt to the moment they were had. */
    private long medianSecondsToBackOffice() {
        var seconds = new ArrayList<>(jdbc().sql("""
                        select extract(epoch from d.since - s.received_at)::float8 from delivery d
                        join submission s on s.id = d.submission_id
                        where d.state = 'DELIVERED' and s.teleservice = 'changement-rib' order by 1
                        """).query(Double.class).list());
        int middle = seconds.size() / 2;
        double median =
                seconds.size() % 2 == 1 ? seconds.get(middle) : (seconds.get(middle - 1) + seconds.get(middle)) / 2;
        return Duration.ofMillis(Math.round(median * 1000)).toSeconds();
    }

    private List<String> csv(String teleservice) throws Exception {
        var text = direction().get("/console/direction.csv?mois=" + month()).body();
        return text.lines()
                .filter(line -> line.startsWith("\"" + teleservice + "\";"))
                .map(line -> List.of(line.split(";", -1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text));
    }

    private void refused(String body) {
        assertThat(portal.post(body, UUID.randomUUID().toString()).statusCode()).isEqualTo(422);
    }

    private YearMonth month() {
        return YearMonth.now(clock.withZone(PARIS));
    }

    private Visitor direction() throws Exception {
        return Visitor.signedIn(portal, "direction", secret());
    }

    private String secret() throws Exception {
        return Files.readString(data().resolve("demo-secret")).strip();
    }
}
