package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Prepared;
import fr.relais.connectors.RepeatSafety;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

class NoLookUpIT extends HubTest {

    @Override
    Class<?> variation() {
        return FinanceWithoutLookUp.class;
    }

    @Test
    void parksWithEvidenceWhatNobodyCanTellAndNeverSendsItAgain() {
        finance.fail(Fault.of(FaultMode.APPLY_THEN_HANG).times(1));
        var submission = portal.submit(Portal.nominalOf("SANS-RECHERCHE-TEST"));
        submission.becomes("NEEDS_ATTENTION");
        clock.advance(Duration.ofDays(1));
        assertThat(submission.state("finance")).isEqualTo("PARKED");
        assertThat(finance.calls(submission.key(2), "modifierCoordonneesBancaires"))
                .isEqualTo(1);
        assertThat(jdbc().sql("""
                                select count(*) from attempt a join delivery d on d.id = a.delivery_id
                                where d.state = 'PARKED' and a.outcome = 'UNKNOWN' and a.exchange_id is not null
                                """).query(Long.class).single()).isEqualTo(1);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class FinanceWithoutLookUp {

        @Bean
        static BeanPostProcessor bareFinance() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Connector connector && connector.id().equals(new ConnectorId("finance"))
                            ? new Bare(connector)
                            : bean;
                }
            };
        }
    }

    /** The same system, as if it could not be asked. */
    private record Bare(Connector connector) implements Connector {

        @Override
        public ConnectorId id() {
            return connector.id();
        }

        @Override
        public Wording name() {
            return connector.name();
        }

        @Override
        public LaneSettings lane() {
            return connector.lane();
        }

        @Override
        public boolean isSimulated() {
            return true;
        }

        @Override
        public Map<String, RepeatSafety> operations() {
            return Map.of("changement-rib", RepeatSafety.NONE);
        }

        @Override
        public boolean takesAttachments(String operation) {
            return connector.takesAttachments(operation);
        }

        @Override
        public Prepared prepare(Delivery delivery) {
            return connector.prepare(delivery);
        }

        @Override
        public String preview(Delivery delivery) {
            return connector.preview(delivery);
        }

        @Override
        public Outcome send(Prepared prepared) {
            return connector.send(prepared);
        }
    }
}
