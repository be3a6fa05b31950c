package fr.relais.connectors.courriel;

import fr.relais.connectors.SimulatorsSettings;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the mail server is reached. No time-out may be zero, which would mean for ever.
 *
 * @param host its name; the simulator's when absent
 * @param security {@code starttls} begins in clear and insists on going on encrypted; {@code none} is for this machine only
 * @param username of the account, where the server wants one
 * @param connectTimeout how long connecting may take
 * @param readTimeout how long the server may take for each of its answers, of which there are twelve at most
 */
record SmtpSettings(
        @Nullable String host,
        @Min(1) @Max(65535) @DefaultValue("587") int port,
        @NotNull @DefaultValue("starttls") Security security,
        @Nullable String username,
        @Nullable String password,

        @NotNull @DurationMin(millis = 1) @DefaultValue("2s")
        Duration connectTimeout,

        @NotNull @DurationMin(millis = 1) @DefaultValue("3s")
        Duration readTimeout) {

    /** Greeting, EHLO, STARTTLS, EHLO, AUTH and its answer, MAIL, RCPT, DATA, the message, and some to spare. */
    private static final int ANSWERS = 12;

    /** How what is said on the way is kept from others. */
    enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    @AssertTrue(message = "security is none: anybody on the way could read the account's password") boolean isEncrypted() {
        return isSimulated() || security != Security.NONE || SimulatorsSettings.isThisMachine(host);
    }

    @AssertTrue(message = "username and password go together") boolean isAccountComplete() {
        return (username == null) == (password == null);
    }

    /** The longest one mail may take. */
    Duration callTimeout() {
        return connectTimeout.plus(readTimeout.multipliedBy(ANSWERS));
    }

    /** Whether nothing but the simulator's address is known. */
    boolean isSimulated() {
        return host == null;
    }

    SmtpSettings at(String simulator, int simulatorPort) {
        return isSimulated()
                ? new SmtpSettings(simulator, simulatorPort, Security.NONE, null, null, connectTimeout, readTimeout)
                : this;
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "SmtpSettings[" + host + ":" + port + "]";
    }
}
