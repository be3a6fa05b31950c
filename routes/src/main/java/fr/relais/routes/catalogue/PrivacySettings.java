package fr.relais.routes.catalogue;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who answers for the personal data of this installation, as the register of processing names them.
 *
 * @param controller the collectivité
 * @param officer how to reach its data protection officer
 */
@Validated
@ConfigurationProperties("relais.privacy")
record PrivacySettings(
        @NotBlank @DefaultValue("Conseil départemental (à nommer : relais.privacy.controller)")
        String controller,

        @NotBlank @DefaultValue("Délégué à la protection des données (à nommer : relais.privacy.officer)")
        String officer) {}
