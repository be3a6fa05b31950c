package fr.relais.routes.alerts;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who is told of outages. Mails go through the server of {@code spring.mail}.
 *
 * @param every how often a hub looks
 * @param after how long something must be wrong before somebody is told
 * @param calm how long it must be well again before it is over
 * @param escalateAfter how long nobody may acknowledge it before {@code escalation} is told
 * @param from whom mails are from
 * @param hub where people reach this hub with their browsers; links begin so
 * @param owners by the owner that a lane or a source names; accents, hyphens and spaces make no difference
 * @param otherwise who is told where no owner is named, or none of that name is known
 * @param escalation who is told of what nobody acknowledged
 * @param digest who gets the summary of the week
 */
@Validated
@ConfigurationProperties("relais.alerts")
record AlertsSettings(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("5s")
        Duration every,

        @NotNull @DurationMin(seconds = 0) @DefaultValue("2m")
        Duration after,

        @NotNull @DurationMin(seconds = 0) @DefaultValue("2m")
        Duration calm,

        @NotNull @DurationMin(seconds = 0) @DefaultValue("30m")
        Duration escalateAfter,

        @Email @NotBlank @DefaultValue("relais@departement.test")
        String from,

        @NotNull @DefaultValue("http://127.0.0.1:8080") URI hub,
        @Valid @DefaultValue Map<String, @Valid Recipient> owners,
        @Valid @DefaultValue Recipient otherwise,
        @Valid @DefaultValue Recipient escalation,
        @Valid @DefaultValue Recipient digest) {

    /**
     * Somebody to tell.
     *
     * @param mail his address
     * @param webhook where a JSON document is posted
     */
    record Recipient(@Email @Nullable String mail, @Nullable URI webhook) {

        Recipient {
            mail = mail == null || mail.isBlank() ? null : mail;
        }

        boolean isReachable() {
            return mail != null || webhook != null;
        }

        @AssertTrue(message = "must begin with https: or, on this machine, http:") boolean isWebhookKept() {
            return webhook == null
                    || "https".equals(webhook.getScheme())
                    || ("http".equals(webhook.getScheme()) && "127.0.0.1".equals(webhook.getHost()));
        }

        /** An address may carry a token: it stays out of logs. */
        @Override
        public String toString() {
            return "Recipient[" + (mail == null ? "" : "mail ") + (webhook == null ? "" : "webhook") + "]";
        }
    }

    /** Who answers for it. */
    Recipient of(String owner) {
        return owners.entrySet().stream()
                .filter(one -> bare(one.getKey()).equals(bare(owner)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    /** Whether anybody is told of anything. */
    boolean reachSomebody() {
        return Stream.concat(owners.values().stream(), Stream.of(otherwise, escalation, digest))
                .anyMatch(Recipient::isReachable);
    }

    /** Names of settings keep neither accents nor, from the environment, hyphens. */
    static String bare(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "");
    }
}
