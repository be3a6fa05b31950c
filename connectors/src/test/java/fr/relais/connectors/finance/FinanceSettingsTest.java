package fr.relais.connectors.finance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FinanceSettingsTest {

    private final ApplicationContextRunner hub = new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void needsNoConfiguration() {
        hub.run(context -> assertThat(
                        context.getBean(FinanceSettings.class).lane().settle())
                .hasSeconds(90));
    }

    @Test
    void refusesALeaseACallCouldOutlast() {
        hub.withPropertyValues("relais.connectors.finance.lane.lease=42s")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void refusesToBelieveAnEmptyLookUpTooEarly() {
        hub.withPropertyValues("relais.connectors.finance.lane.settle=84s")
                .run(context -> assertThat(context).hasFailed());
    }

    @EnableConfigurationProperties(FinanceSettings.class)
    static class Settings {}
}
