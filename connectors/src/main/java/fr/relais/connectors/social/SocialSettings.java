package fr.relais.connectors.social;

import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.soap.SoapSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How the social back-office is reached and treated. */
@Validated
@ConfigurationProperties("relais.connectors.social")
record SocialSettings(
        @Valid @DefaultValue SoapSettings soap,
        @Valid @DefaultValue LaneSettings lane) {

    /** The simulator's place after the simulators' admin port. */
    static final int SIMULATOR_PLACE = 1;

    @AssertTrue(message = "lane.lease must be longer than soap.connectTimeout + soap.readTimeout + 30 s") boolean isLeaseLongEnough() {
        return lane.lease().compareTo(soap.callTimeout().plusSeconds(30)) > 0;
    }

    @AssertTrue(message = "lane.settle must be at least lane.lease + soap.readTimeout + lane.longestDelay") boolean isSettleLongEnough() {
        var least = lane.lease().plus(soap.readTimeout()).plus(lane.longestDelay());
        return lane.settle().compareTo(least) >= 0;
    }
}
