package fr.relais.connectors.depot;

import fr.relais.connectors.LaneSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose the folder is, and how it is reached and treated.
 *
 * @param name what citizens and agents call the service that reads it
 * @param englishName the same in English
 */
@Validated
@ConfigurationProperties("relais.connectors.depot")
record DepotSettings(
        @NotBlank @DefaultValue("Service chargé de la demande")
        String name,

        @NotBlank @DefaultValue("The service in charge") String englishName,
        @Valid @DefaultValue SftpSettings sftp,
        @Valid @DefaultValue LaneSettings lane) {

    /** The simulator's place after the simulators' admin port. */
    static final int SIMULATOR_PLACE = 3;

    @AssertTrue(message = "lane.lease must be longer than 2 × sftp.connectTimeout + sftp.transferTimeout + 30 s") boolean isLeaseLongEnough() {
        return lane.lease().compareTo(sftp.callTimeout().plusSeconds(30)) > 0;
    }

    @AssertTrue(message = "lane.settle must be at least lane.lease + sftp.transferTimeout + lane.longestDelay") boolean isSettleLongEnough() {
        var least = lane.lease().plus(sftp.transferTimeout()).plus(lane.longestDelay());
        return lane.settle().compareTo(least) >= 0;
    }
}
