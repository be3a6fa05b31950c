package fr.relais.connectors.courriel;

import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.SimulatorsSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose the mailbox is, and how it is reached and treated. The lane's {@code settle} is how long after a mail a reminder goes, as long
 * as nobody has opened the request.
 *
 * @param name what citizens and agents call the service that reads it
 * @param englishName the same in English
 * @param to the service's mailbox
 * @param from whom the mail is from: a mailbox somebody reads
 * @param hub where agents reach this hub with their browsers; links begin so
 */
@Validated
@ConfigurationProperties("relais.connectors.courriel")
record CourrielSettings(
        @NotBlank @DefaultValue("Service chargé de la demande")
        String name,

        @NotBlank @DefaultValue("The service in charge") String englishName,

        @Email @NotBlank @DefaultValue("service@departement.test")
        String to,

        @Email @NotBlank @DefaultValue("relais@departement.test")
        String from,

        @NotNull @DefaultValue("http://127.0.0.1:8080") URI hub,
        @Valid @DefaultValue SmtpSettings smtp,
        @Valid @DefaultValue LaneSettings lane) {

    /** Behind a server that is elsewhere, who follows the link is so too. */
    private boolean isHubOutOfReach() {
        return SimulatorsSettings.isThisMachine(hub.getHost()) && !SimulatorsSettings.isThisMachine(smtp.host());
    }

    /** The simulator's place after the simulators' admin port. */
    static final int SIMULATOR_PLACE = 4;

    @AssertTrue(message = "lane.lease must be longer than smtp.connectTimeout + 12 × smtp.readTimeout") boolean isLeaseLongEnough() {
        return lane.lease().compareTo(smtp.callTimeout()) > 0;
    }

    @AssertTrue(
            message =
                    "to and from must be mailboxes of yours, and hub your hub's address: those given are for the simulator")
    boolean isOurs() {
        return smtp.isSimulated() || !(to.endsWith(".test") || from.endsWith(".test") || isHubOutOfReach());
    }
}
