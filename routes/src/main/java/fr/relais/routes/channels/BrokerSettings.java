package fr.relais.routes.channels;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the queues are.
 *
 * @param mode in this process, at a URL, or nowhere: the hub works without, slower
 * @param url of an external Artemis, e.g. {@code tcp://artemis:61616}
 * @param username for the external one
 * @param password for the external one; from the environment, never from a file in the repository
 */
@Validated
@ConfigurationProperties("relais.broker")
record BrokerSettings(
        @NotNull @DefaultValue("EMBEDDED") Mode mode,
        @Nullable String url,
        @Nullable String username,
        @Nullable String password) {

    enum Mode {
        EMBEDDED,
        EXTERNAL,
        NONE
    }

    BrokerSettings {
        if (mode == Mode.EXTERNAL && (url == null || url.isBlank())) {
            throw new IllegalArgumentException("relais.broker.mode is external: set relais.broker.url too");
        }
    }
}
