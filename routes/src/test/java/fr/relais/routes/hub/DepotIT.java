package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.teleservices.Teleservices;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A service with no software gets each request once, whatever becomes of the way there. */
class DepotIT extends HubTest {

    @Test
    void isAskedWhenItDidNotConfirmAndHasItOnce() {
        depot.fail(Fault.of(FaultMode.APPLY_THEN_HANG).times(1));
        var submission = submit("DOUTE-TEST");
        submission.tells("delivery.uncertain", "depot");
        depot.recover();
        submission.becomes("DELIVERED");
        assertThat(depot.records(submission.key(1))).hasSize(1);
        assertThat(depot.bodies(submission.key(1))).hasSize(2);
    }

    @Test
    void getsItOnceTheConnectionBrokeNoMore() {
        depot.fail(Fault.of(FaultMode.HALF_BODY).times(1));
        var submission = submit("COUPEE-TEST");
        submission.tells("delivery.delayed", "depot");
        clock.advance(Duration.ofMinutes(1));
        submission.becomes("DELIVERED");
        assertThat(depot.records(submission.key(1))).hasSize(1);
    }

    private Portal.Submission submit(String name) {
        Teleservice teleservice = bean(Teleservices.class).find("aide-permis").orElseThrow();
        var answer = portal.postTo(
                "aide-permis",
                "portail-demo",
                teleservice.folder().text("samples/nominal.json").replace("DURAND-TEST", name),
                UUID.randomUUID().toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return portal.watch(answer);
    }
}
