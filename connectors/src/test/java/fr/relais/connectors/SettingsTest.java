package fr.relais.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;

/** Every connector found by component scan, as the hub finds it. */
class SettingsTest {

    private final ApplicationContextRunner hub = new ApplicationContextRunner().withUserConfiguration(Scan.class);

    @ParameterizedTest
    @ValueSource(strings = {"social", "finance"})
    void needsNoConfiguration(String system) {
        hub.run(context -> {
            var lane = context.getBeansOfType(Connector.class).values().stream()
                    .filter(connector -> connector.id().value().equals(system))
                    .findFirst()
                    .orElseThrow()
                    .lane();
            assertThat(lane.lease()).isEqualTo(Duration.ofSeconds(45));
            assertThat(lane.longestDelay()).isEqualTo(Duration.ofSeconds(30));
            assertThat(lane.settle()).isEqualTo(Duration.ofSeconds(90));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "lane.lease=42s, lane.lease must be longer than soap.connectTimeout + soap.readTimeout + 30 s",
        "soap.read-timeout=13s, lane.lease must be longer than soap.connectTimeout + soap.readTimeout + 30 s",
        "lane.settle=84s, lane.settle must be at least lane.lease + soap.readTimeout + lane.longestDelay",
        "lane.longest-delay=36s, lane.settle must be at least lane.lease + soap.readTimeout + lane.longestDelay",
        "soap.connect-timeout=0s, soap.connectTimeout",
        "soap.read-timeout=0s, soap.readTimeout",
        "lane.longest-delay=-1s, lane.longestDelay",
        "lane.per-second=0, lane.perSecond",
        "soap.security.mode=username-token, mode username-token needs username and password",
        "soap.security.mode=signature, 'mode signature needs keystore, keystore-password and key-alias'",
        "soap.security.username=relais, 'mode none would leave username, password and keystore without effect'",
        "soap.security.truststore=/nowhere, truststore needs truststore-password",
    })
    void refusesWhatCouldNotKeepThePromises(String setting, String remedy) {
        for (var system : new String[] {"social", "finance"}) {
            hub.withPropertyValues("relais.connectors." + system + "." + setting)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("relais.connectors." + system)
                            .hasMessageContaining(remedy));
        }
    }

    /** Whoever asks of real people is told by name; the simulators' SIRET is somebody's. */
    @ParameterizedTest
    @CsvSource({
        "token=x, token and recipient are the simulator's",
        "recipient=13002526500013, token and recipient are the simulator's",
        "recipient=13002526500014, recipient",
        "recipient=1300252650001, recipient",
    })
    void asksNoRealSourceInTheSimulatorsName(String setting, String remedy) {
        for (var source : new String[] {"particulier", "entreprise"}) {
            var at = "relais.connectors." + source + ".";
            hub.withPropertyValues(at + "url=https://" + source + ".test", at + setting)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("relais.connectors." + source)
                            .hasMessageContaining(remedy));
            hub.withPropertyValues(
                            at + "url=https://" + source + ".test", at + "token=x", at + "recipient=13002526500013")
                    .run(context -> assertThat(context).hasNotFailed());
        }
    }

    @ParameterizedTest
    @CsvSource({"lane.lease=43s", "lane.settle=85s", "lane.longest-delay=0s"})
    void acceptsWhatJustKeepsThem(String setting) {
        hub.withPropertyValues("relais.connectors.social." + setting)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({
        "hub, hub, wrong, cannot be opened",
        "nowhere, hub, right, cannot be opened",
        "hub, autre, right, has no RSA key named autre",
        "hub, target, right, has no RSA key named target",
        "stranger, stranger, right, holds no certificate to know the target's answers by",
    })
    void refusesKeysItCouldNotUseWithoutQuotingAPassword(
            String keystore, String alias, String password, String remedy) {
        var keys = KeyMaterial.ofThisRun();
        hub.withPropertyValues(
                        "relais.connectors.social.soap.security.mode=signature",
                        "relais.connectors.social.soap.security.keystore=" + keys.keystore(keystore),
                        "relais.connectors.social.soap.security.key-alias=" + alias,
                        "relais.connectors.social.soap.security.keystore-password="
                                + (password.equals("right") ? KeyMaterial.PASSWORD : "SECRET"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageNotContainingAny("SECRET", KeyMaterial.PASSWORD)
                        .hasStackTraceContaining("soap.security.keystore " + keys.keystore(keystore) + " " + remedy));
    }

    @ComponentScan(basePackageClasses = Connector.class)
    static class Scan {}
}
