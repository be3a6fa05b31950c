package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveryIT extends HubTest {

    @Test
    void deliversOnceToEachBackOffice() {
        var submission = portal.submit(nominalOf("NOMINAL-TEST"));
        var status = submission.becomes("DELIVERED");
        assertThat(status.path("final").booleanValue()).isTrue();
        assertThat(status.path("progress").toString()).isEqualTo("{\"delivered\":2,\"concerned\":2}");
        assertThat(social.records(submission.key(1))).hasSize(1);
        assertThat(finance.records(submission.key(2))).hasSize(1);
    }

    @Test
    void saysWhoHasItAndWhoIsWaitedForThenDeliversByItself() {
        finance.fail(FaultMode.CONNECTION_REFUSED);
        var submission = portal.submit(nominalOf("PANNE-TEST"));
        submission.becomes("PARTIAL");
        assertThat(submission.detail())
                .contains("Le service social a reçu votre demande")
                .contains("Le service finances est indisponible depuis");

        finance.recover();
        clock.advance(Duration.ofMinutes(1));
        submission.becomes("DELIVERED");
        assertThat(social.records(submission.key(1))).hasSize(1);
        assertThat(finance.records(submission.key(2))).hasSize(1);
    }

    @Test
    void neverRetriesWhatTheSystemDeclined() {
        finance.fail(FaultMode.BUSINESS_REFUSAL);
        var submission = portal.submit(nominalOf("DECLINE-TEST"));
        assertThat(submission.becomes("PARTIAL").path("final").booleanValue()).isTrue();
        assertThat(submission.state("finance")).isEqualTo("DECLINED");
        clock.advance(Duration.ofDays(1));
        assertThat(finance.calls(submission.key(2), "modifierCoordonneesBancaires"))
                .isEqualTo(1);
        assertThat(finance.records()).isEmpty();
    }

    @Test
    void countsABackOfficeThatDoesNotKnowThePersonAsNotConcerned() {
        var submission = portal.submit(nominalOf("INCONNU-TEST-FINANCE"));
        assertThat(submission.becomes("DELIVERED").path("progress").toString())
                .isEqualTo("{\"delivered\":1,\"concerned\":1}");
        assertThat(submission.state("finance")).isEqualTo("NOT_CONCERNED");
    }

    @Test
    void findsByLookUpWhatWasAppliedWithoutAnAnswer() {
        finance.fail(Fault.of(FaultMode.APPLY_THEN_HANG).times(1));
        var submission = portal.submit(nominalOf("MUET-TEST"));
        submission.becomes("DELIVERED");
        assertThat(submission.status().path("timeline").toString()).contains("delivery.uncertain");
        assertThat(finance.records(submission.key(2))).hasSize(1);
        assertThat(finance.calls(submission.key(2), "modifierCoordonneesBancaires"))
                .isEqualTo(1);
    }

    @Test
    void leavesOneRecordWhenASystemAppliesLate() {
        finance.fail(Fault.of(FaultMode.APPLY_LATE).times(1).after(Duration.ofSeconds(8)));
        var submission = portal.submit(nominalOf("TARDIF-TEST"));
        submission.deliveryBecomes("finance", "UNKNOWN");
        await().atMost(Duration.ofSeconds(60)).until(() -> finance.calls(submission.key(2), "rechercherOperation") > 0);
        assertThat(finance.records(submission.key(2)))
                .as("the first look-up found nothing")
                .isEmpty();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !finance.records(submission.key(2)).isEmpty());
        assertThat(finance.calls(submission.key(2), "modifierCoordonneesBancaires"))
                .as("what was applied is what was sent first")
                .isEqualTo(1);

        clock.advance(Duration.ofMinutes(2));
        submission.becomes("DELIVERED");
        assertThat(finance.records(submission.key(2))).hasSize(1);
        assertThat(finance.calls(submission.key(2), "modifierCoordonneesBancaires"))
                .isEqualTo(1);
    }

    @Test
    void sendsAgainOnlyWhenTwoLookUpsFarApartFoundNothing() {
        social.fail(Fault.of(FaultMode.HANG).times(1));
        var submission = portal.submit(nominalOf("PERDU-TEST"));
        submission.deliveryBecomes("social", "UNKNOWN");
        await().atMost(Duration.ofSeconds(60)).until(() -> hasNotedAnEmptyLookUp(submission, "social"));
        assertThat(submission.state("social")).isEqualTo("UNKNOWN");

        clock.advance(Duration.ofSeconds(95));
        submission.deliveryBecomes("social", "DELIVERED");
        assertThat(social.records(submission.key(1))).hasSize(1);
        assertThat(untilSentAgain(submission, "social")).isGreaterThanOrEqualTo(Duration.ofSeconds(90));
    }

    private boolean hasNotedAnEmptyLookUp(Portal.Submission submission, String connector) {
        return jdbc().sql("""
                        select d.empty_lookup_at is not null
                        from submission s join delivery d on d.submission_id = s.id
                        where s.reference = :reference and d.connector = :connector
                        """)
                .param("reference", submission.reference())
                .param("connector", connector)
                .query(Boolean.class)
                .single();
    }

    /** Between the end of the first attempt and the start of the second, by the hub's clock. */
    private Duration untilSentAgain(Portal.Submission submission, String connector) {
        long seconds = jdbc().sql("""
                        select cast(floor(extract(epoch from again.started_at - first.ended_at)) as bigint)
                        from submission s join delivery d on d.submission_id = s.id
                        join attempt first on first.delivery_id = d.id and first.kind = 'SEND' and first.number = 1
                        join attempt again on again.delivery_id = d.id and again.kind = 'SEND' and again.number = 2
                        where s.reference = :reference and d.connector = :connector
                        """)
                .param("reference", submission.reference())
                .param("connector", connector)
                .query(Long.class)
                .single();
        return Duration.ofSeconds(seconds);
    }

    @Test
    void keepsTheOrderOfOnePersonAtEachBackOfficeWhileAnotherOvertakes() {
        social.fail(Fault.of(FaultMode.HTTP_503).times(1));
        finance.fail(Fault.of(FaultMode.HTTP_503).times(1));
        var first = portal.submit(nominalOf("ORDRE-TEST"));
        first.tells("delivery.delayed", "social");
        first.tells("delivery.delayed", "finance");
        var second = portal.submit(nominalOf("ORDRE-TEST"));
        var third = portal.submit(nominalOf("ORDRE-TEST"));
        assertThat(second.status().path("deliveries").findValuesAsString("state"))
                .containsExactly("WAITING", "WAITING");
        var other = portal.submit(nominalOf("AUTRE-TEST"));
        other.becomes("DELIVERED");

        clock.advance(Duration.ofMinutes(1));
        third.becomes("DELIVERED");
        assertThat(social.records())
                .extracting(record -> record.cleRelais())
                .containsExactly(other.key(1), first.key(1), second.key(1), third.key(1));
        assertThat(finance.records())
                .extracting(record -> record.cleRelais())
                .containsExactly(other.key(2), first.key(2), second.key(2), third.key(2));
    }

    @Test
    void opensATrippedLaneByAProbeAndHurriesWhatWaits() {
        finance.fail(FaultMode.CONNECTION_REFUSED);
        var submissions = Stream.of("A", "B", "C", "D", "E", "F", "G")
                .map(letter -> portal.submit(nominalOf("DISJONCTEUR-TEST-" + letter)))
                .toList();
        await().atMost(Duration.ofSeconds(60)).until(() -> laneState("finance").equals("TRIPPED"));
        postpone("finance", Duration.ofHours(1));
        finance.recover();
        clock.advance(Duration.ofSeconds(31));
        submissions.forEach(submission -> submission.becomes("DELIVERED"));
        assertThat(laneState("finance")).isEqualTo("RUNNING");
        assertThat(finance.records()).hasSize(submissions.size());
    }

    /** So that only a lane that opens can bring forward what waits for it. */
    private void postpone(String connector, Duration by) {
        jdbc().sql("update delivery set due_at = due_at + :by * interval '1 second' where connector = :connector")
                .param("by", by.toSeconds())
                .param("connector", connector)
                .update();
    }

    private String laneState(String connector) {
        return jdbc().sql("select state from lane where connector = :connector")
                .param("connector", connector)
                .query(String.class)
                .single();
    }
}
