package fr.relais.routes.postgres;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The database to use; without {@code url}, the hub runs its own.
 *
 * @param url where it is, {@code jdbc:postgresql://host/database}
 * @param username the owner of the hub's tables
 * @param password comes from the environment, {@code RELAIS_DATABASE_PASSWORD}
 */
@Validated
@ConfigurationProperties("relais.database")
record DatabaseSettings(
        @Nullable @Pattern(regexp = "(jdbc:postgresql:.+)?", message = "must begin with jdbc:postgresql:")
        String url,

        @Nullable String username,
        @Nullable String password) {

    boolean isExternal() {
        return isSet(url);
    }

    @AssertTrue(message = "relais.database.url needs relais.database.username and relais.database.password with it") boolean isComplete() {
        return !isExternal() || (isSet(username) && isSet(password));
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", username=" + username + "]";
    }

    /** A variable a deployment leaves empty is not set. */
    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
