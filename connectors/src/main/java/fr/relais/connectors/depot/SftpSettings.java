package fr.relais.connectors.depot;

import fr.relais.connectors.SimulatorsSettings;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an SFTP server is reached. No time-out may be zero, which would mean for ever.
 *
 * @param host its name; the simulator's when absent
 * @param hostKey the fingerprint of its key, as {@code ssh-keygen -lf} shows it ({@code SHA256:…}); needed for all but the simulator and this machine
 * @param password of the account, where it has no key
 * @param privateKey file of the account's key in OpenSSH's form, without passphrase
 * @param folder where the service looks for what is new; it must exist
 * @param connectTimeout how long connecting, and then logging in, may take each
 * @param transferTimeout how long all the rest of a delivery may take, however much there is to write
 */
record SftpSettings(
        @Nullable String host,
        @Min(1) @Max(65535) @DefaultValue("22") int port,
        @Nullable String hostKey,
        @NotBlank @DefaultValue("relais") String username,
        @Nullable String password,
        @Nullable Path privateKey,
        @NotBlank @DefaultValue("depot") String folder,

        @NotNull @DurationMin(millis = 1) @DefaultValue("2s")
        Duration connectTimeout,

        @NotNull @DurationMin(millis = 1) @DefaultValue("10s")
        Duration transferTimeout) {

    private static final String SIMULATED_PASSWORD = "relais";

    @AssertTrue(message = "hostKey is missing: anybody could pass for the server") boolean isServerKnown() {
        return isSimulated() || hostKey != null || SimulatorsSettings.isThisMachine(host);
    }

    @AssertTrue(message = "password or privateKey is missing") boolean isAccountComplete() {
        return isSimulated() || password != null || privateKey != null;
    }

    /** The longest one delivery may take. */
    Duration callTimeout() {
        return connectTimeout.multipliedBy(2).plus(transferTimeout);
    }

    /** Whether nothing but the simulator's address is known. */
    boolean isSimulated() {
        return host == null;
    }

    SftpSettings at(String simulator, int simulatorPort) {
        return isSimulated()
                ? new SftpSettings(
                        simulator,
                        simulatorPort,
                        null,
                        username,
                        SIMULATED_PASSWORD,
                        null,
                        folder,
                        connectTimeout,
                        transferTimeout)
                : this;
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "SftpSettings[" + host + ":" + port + "]";
    }
}
