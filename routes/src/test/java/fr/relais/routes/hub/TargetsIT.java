package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.routes.ledger.Vault;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import fr.relais.simulators.journal.Decisions.Sens;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a téléservice declares of its targets: what each receives, when, after what, and what is looked at first. */
class TargetsIT extends HubTest {

    private static final Path TELESERVICES = Path.of("../mappings/src/main/resources/teleservices");

    @Override
    String[] settings() {
        return new String[] {"--relais.decisions.every=1s"};
    }

    @Test
    void paysOnlyOnceTheAidIsGranted() {
        var submission = submit("aide-facultative", "nominal", "ACCORDEE-TEST");
        var waiting = submission.becomes("DELIVERED");
        assertThat(waiting.path("final").booleanValue()).isFalse();
        assertThat(waiting.path("decision").isNull()).isTrue();
        assertThat(submission.state("finance")).isEqualTo("WAITING");
        assertThat(submission.detail())
                .contains("interviendra si la décision vous est favorable", "La décision vous est donnée sous un mois");

        social.decide(submission.key(1), Sens.ACCORDEE);
        submission.deliveryBecomes("finance", "DELIVERED");
        var decided = submission.status();
        assertThat(decided.path("decision").path("outcome").asString()).isEqualTo("GRANTED");
        assertThat(decided.path("final").booleanValue()).isTrue();
        submission.tells("decision.made", "social");
        assertThat(finance.records(submission.key(2))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"REJETEE, REJECTED", "SANS_SUITE, CLOSED"})
    void tellsTheAccountantNothingOfAnAidThatIsNot(Sens sens, String outcome) {
        var submission = submit("aide-facultative", "nominal", sens.name().replace('_', '-') + "-TEST");
        submission.deliveryBecomes("social", "DELIVERED");
        social.decide(submission.key(1), sens);
        submission.deliveryBecomes("finance", "SKIPPED");
        var status = submission.status();
        assertThat(status.path("status").asString()).isEqualTo("DELIVERED");
        assertThat(status.path("decision").path("outcome").asString()).isEqualTo(outcome);
        assertThat(status.path("final").booleanValue()).isTrue();
        assertThat(status.path("progress").toString()).isEqualTo("{\"delivered\":1,\"concerned\":1}");
        assertThat(submission.detail()).contains("n'a pas à intervenir");
        assertThat(told(finance, submission.key(2))).isZero();
    }

    @Test
    void goesOnAskingASystemThatDoesNotAnswer() {
        var submission = submit("aide-facultative", "nominal", "DEMANDEE-TEST");
        submission.deliveryBecomes("social", "DELIVERED");
        social.fail(Fault.of(FaultMode.HTTP_503).times(2));
        social.decide(submission.key(1), Sens.ACCORDEE_EN_PARTIE);
        submission.deliveryBecomes("finance", "DELIVERED");
        assertThat(submission.status().path("decision").path("outcome").asString())
                .isEqualTo("PARTLY_GRANTED");
    }

    /** What can't be asked about would be waited for, for ever. */
    @Test
    void isFoundDeliveredOnlyUnderTheReferenceItsDecisionIsAskedBy() {
        social.fail(FaultMode.CONNECTION_REFUSED);
        var submission = submit("aide-facultative", "nominal", "PAPIER-TEST");
        submission.tells("delivery.delayed", "social");
        jdbc().sql("update delivery set deadline_at = since where connector = 'social' and state = 'PENDING'")
                .update();
        submission.deliveryBecomes("social", "PARKED");
        var path = "/ops/v1/deliveries/"
                + delivery(submission, "social").path("id").asString() + "/resolve";
        var order = "{\"reason\": \"vu au guichet\", \"outcome\": \"DELIVERED\"%s}";
        var answer = portal.order(path, order.formatted(""));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("targetReference");
        assertThat(submission.state("social")).isEqualTo("PARKED");

        assertThat(portal.order(path, order.formatted(", \"targetReference\": \"SOC-77\""))
                        .statusCode())
                .isEqualTo(200);
        submission.deliveryBecomes("social", "DELIVERED");
    }

    @Test
    void leavesOutATargetWhoseConditionDoesNotHold() {
        var submission = submit("aide-facultative", "au-creancier", "CREANCIER-TEST");
        var status = submission.becomes("DELIVERED");
        assertThat(status.path("deliveries")).hasSize(1);
        assertThat(status.path("deliveries").path(0).path("target").asString()).isEqualTo("social");
    }

    @Test
    void waitsForTheOtherTargetToHaveIt() {
        social.fail(FaultMode.HTTP_503);
        var submission = submit("bourse-college", "nominal", "BOURSE-TEST");
        submission.tells("delivery.delayed", "social");
        assertThat(submission.state("finance")).isEqualTo("WAITING");
        assertThat(told(finance, submission.key(2))).isZero();
        social.recover();
        clock.advance(Duration.ofMinutes(1));
        submission.becomes("DELIVERED");
        var received = social.records(submission.key(1)).getFirst().appliedAt();
        assertThat(finance.records(submission.key(2)))
                .singleElement()
                .satisfies(after -> assertThat(after.appliedAt()).isAfterOrEqualTo(received));
    }

    @Test
    void isGivenUpWithTheOneItWaitsFor() {
        social.fail(Fault.of(FaultMode.BUSINESS_REFUSAL).times(1));
        var submission = submit("bourse-college", "nominal", "REFUS-TEST");
        submission.becomes("DECLINED");
        assertThat(submission.state("finance")).isEqualTo("SKIPPED");
        assertThat(submission.status().path("final").booleanValue()).isTrue();
        assertThat(told(finance, submission.key(2))).isZero();
    }

    @Test
    void appliesNothingBeforeAHolderWhoIsAnotherIsVerified() {
        var submission = submit("changement-rib", "autre-titulaire", "AUTRE-TEST");
        submission.becomes("NEEDS_ATTENTION");
        assertThat(submission.detail()).contains("Un agent doit vérifier votre demande");
        var next = submit("changement-rib", "nominal", "AUTRE-TEST");
        next.becomes("RECEIVED");
        assertThat(next.state("social")).as("in its turn").isEqualTo("WAITING");
        for (var target : List.of("social", "finance")) {
            assertThat(submission.state(target)).isEqualTo("PARKED");
            assertThat(delivery(submission, target).path("cause").asString()).isEqualTo("verifier-titulaire-autre");
        }
        assertThat(told(social, submission.key(1)) + told(finance, submission.key(2)))
                .isZero();
        var set = portal.send(portal.request("/ops/v1/replays", "exploitation")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\": \"voie rétablie\", \"lane\": \"social\"}")));
        assertThat(set.body()).contains("Un agent doit la vérifier d'abord");
        assertThat(submission.state("social"))
                .as("not along with the rest of its lane")
                .isEqualTo("PARKED");

        decide(submission, "social", "replay");
        decide(submission, "finance", "skip");
        submission.deliveryBecomes("social", "DELIVERED");
        submission.deliveryBecomes("finance", "SKIPPED");
        next.becomes("DELIVERED");
        assertThat(social.records(submission.key(1))).hasSize(1);
        assertThat(told(finance, submission.key(2))).isZero();
    }

    /** One parent of a separated couple moves: each back-office hears of the same day, and only social of the children. */
    @Test
    void tellsAMoveWithTheChildrenInSharedCustodyToWhoNeedsThem() {
        var submission = submit("changement-adresse", "garde-alternee", "SEPAREE-TEST");
        submission.becomes("DELIVERED");
        var toSocial = bodies(social, submission.key(1));
        assertThat(members(toSocial))
                .containsExactly(
                        "SEPAREE-TEST Sacha Lou 2015-03-02 ENFANT depuis 2026-02-01 gardeAlternee",
                        "SEPAREE-TEST Noa 2018-11-20 ENFANT gardeAlternee",
                        "MARTIN-TEST Dominique 1979-00-00 CONJOINT depuis 2012-06-01 jusquau 2025-12-31");
        assertThat(toSocial).contains("12 rue des Essais", ">2026-02-01<");
        assertThat(bodies(finance, submission.key(2)))
                .contains("12 rue des Essais", ">2026-02-01<")
                .doesNotContain("Sacha", "Noa", "Dominique", "MARTIN-TEST", "2015-03-02", "garde");
    }

    @Test
    void tellsNobodyOfAProtectedPerson() throws IOException {
        var submission = submit("changement-adresse", "personne-protegee", "VISIBLE-TEST");
        submission.becomes("DELIVERED");
        assertThat(bodies(social, submission.key(1))).contains("VISIBLE-TEST", "Sacha");
        assertThat(bodies(social, submission.key(1))
                        + bodies(finance, submission.key(2))
                        + submission.status()
                        + exchanges(submission, "social")
                        + exchanges(submission, "finance"))
                .doesNotContain("CACHEE-TEST", "Secrète", "2011-07-14");
        assertThat(Canary.filesUnder(data()).stream().map(TargetsIT::text))
                .noneMatch(file -> file.contains("CACHEE-TEST"));
    }

    /** The portal knows an e-mail, a phone and a story; social needs the story, finance none of them. */
    @Test
    void givesATargetNothingItDoesNotDeclare() {
        finance.fail(Fault.of(FaultMode.APPLY_THEN_HANG).times(1));
        var submission = submit("aide-facultative", "nominal", "DISCRETE-TEST");
        submission.deliveryBecomes("social", "DELIVERED");
        social.decide(submission.key(1), Sens.ACCORDEE);
        submission.tells("delivery.uncertain", "finance");
        submission.deliveryBecomes("finance", "DELIVERED");
        assertThat(bodies(social, submission.key(1)))
                .contains("DISCRETE-TEST", "facture")
                .doesNotContain("camille.dupont-test", "0600000000");
        assertThat(bodies(finance, submission.key(2)) + exchanges(submission, "finance"))
                .contains("DISCRETE-TEST")
                .doesNotContain("camille.dupont-test", "0600000000", "facture", "18000");
    }

    /** The simulator's address was replaced while it waited. */
    @Test
    void keepsBackWhatWasAcceptedOnTrialFromARealSystem() {
        social.fail(FaultMode.HTTP_503);
        var submission = submit("demande-apa", "nominal", "ESSAI-TEST");
        submission.tells("delivery.delayed", "social");
        jdbc().sql(
                        "update delivery set trial = true where submission_id = (select id from submission where public_id = :id)")
                .param("id", submission.id())
                .update();
        social.recover();
        clock.advance(Duration.ofMinutes(1));
        submission.becomes("NEEDS_ATTENTION");
        assertThat(delivery(submission, "social").path("cause").asString()).isEqualTo("trial");
        assertThat(social.records(submission.key(1))).isEmpty();
    }

    private Portal.Submission submit(String teleservice, String sample, String name) {
        try {
            var body = Files.readString(TELESERVICES.resolve(teleservice + "/samples/" + sample + ".json"))
                    .replace("DUPONT-TEST", name);
            var answer = portal.postTo(
                    teleservice, "portail-demo", body, UUID.randomUUID().toString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            return portal.watch(answer);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private JsonNode delivery(Portal.Submission submission, String target) {
        for (var item : json(portal.get("/ops/v1/deliveries?lane=" + target, "exploitation")
                        .body())
                .path("items")) {
            if (item.path("key").asString().startsWith(submission.reference())) {
                return item;
            }
        }
        throw new AssertionError("no delivery of " + submission.reference() + " at " + target);
    }

    private void decide(Portal.Submission submission, String target, String verb) {
        var path =
                "/ops/v1/deliveries/" + delivery(submission, target).path("id").asString() + "/" + verb;
        var answer = portal.order(path, "{\"reason\": \"RIB vu avec l'usager\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static long told(RunningSystem system, String key) {
        return system.calls().stream()
                .filter(call -> key.equals(call.cleRelais()))
                .count();
    }

    private static String bodies(RunningSystem system, String key) {
        return system.bodies(key).stream()
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    /** Each as its texts in their order; what is true is named. */
    private static Stream<String> members(String soap) {
        return Pattern.compile("<(?:\\w+:)?membre>(.*?)</(?:\\w+:)?membre>", Pattern.DOTALL)
                .matcher(soap)
                .results()
                .map(member -> member.group(1)
                        .replaceAll("<(?:\\w+:)?gardeAlternee>true<", "<x>gardeAlternee<")
                        .replaceAll("<(?:\\w+:)?gardeAlternee>false<", "<")
                        .replaceAll("<(?:\\w+:)?(depuis|jusquau)>", "$1 ")
                        .replaceAll("<[^>]*>", " ")
                        .replaceAll("\\s+", " ")
                        .strip());
    }

    /** All that is kept of the calls about it, in clear. */
    private String exchanges(Portal.Submission submission, String target) {
        var vault = bean(Vault.class);
        return jdbc().sql("""
                        select v.bytes from attempt a join delivery d on d.id = a.delivery_id
                            join submission s on s.id = d.submission_id join sealed v on v.id = a.exchange_id
                        where s.public_id = :id and d.connector = :target
                        """).param("id", submission.id()).param("target", target).query(byte[].class).list().stream()
                .map(bytes ->
                        new String(vault.unseal(submission.id(), Vault.Kind.EXCHANGE, bytes), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) { // a running server removes files of its own
            return "";
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
