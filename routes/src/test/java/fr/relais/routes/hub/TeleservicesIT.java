package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.teleservices.Teleservices;
import fr.relais.simulators.journal.Decisions;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every téléservice there is, from its own sample to the records of each back-office it names. */
class TeleservicesIT extends HubTest {

    @Override
    String[] settings() {
        return new String[] {"--relais.decisions.every=1s"};
    }

    @TestFactory
    Stream<DynamicTest> deliversTheNominalSampleToEveryTarget() {
        return bean(Teleservices.class).all().stream()
                .map(teleservice -> dynamicTest(teleservice.definition().id(), () -> delivers(teleservice)));
    }

    private void delivers(Teleservice teleservice) {
        var definition = teleservice.definition();
        var nominal = teleservice.folder().text("samples/nominal.json");
        var accepted = portal.postTo(
                definition.id(), "portail-demo", nominal, UUID.randomUUID().toString());
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        var submission = portal.watch(accepted);
        int ordinal = 0;
        for (var target : definition.targets()) {
            submission.deliveryBecomes(target.system(), "DELIVERED");
            var system = system(target.system());
            var key = submission.key(++ordinal);
            if (target.system().equals(definition.decidedBy())) {
                system.decide(key, Decisions.Sens.ACCORDEE);
            }
            assertThat(system.records(key)).as(target.system()).hasSize(1);
        }
        var status = submission.becomes("DELIVERED");
        assertThat(status.path("progress").path("delivered").intValue())
                .isEqualTo(definition.targets().size());
    }

    @TestFactory
    Stream<DynamicTest> refusesTheSamplesThatAreToBeRefused() {
        return bean(Teleservices.class).all().stream()
                .flatMap(teleservice -> teleservice.folder().samples().keySet().stream()
                        .filter(file -> file.endsWith(".problems.json"))
                        .map(file -> dynamicTest(
                                teleservice.definition().id() + "/" + file, () -> refuses(teleservice, file))));
    }

    private void refuses(Teleservice teleservice, String file) {
        var samples = teleservice.folder().samples();
        var body = new String(samples.get(file.replace(".problems.json", ".json")), StandardCharsets.UTF_8);
        var answer = portal.postTo(
                teleservice.definition().id(),
                "portail-demo",
                body,
                UUID.randomUUID().toString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
        var expected = json(new String(samples.get(file), StandardCharsets.UTF_8));
        assertThat(json(answer.body()).path("errors").size()).isEqualTo(expected.size());
    }
}
