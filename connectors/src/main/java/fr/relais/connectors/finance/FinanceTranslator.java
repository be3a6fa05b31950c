package fr.relais.connectors.finance;

import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.finance.wsdl.CreerOuModifierTiers;
import fr.relais.connectors.finance.wsdl.ModifierCoordonneesBancaires;
import fr.relais.connectors.finance.wsdl.RechercherTiers;
import fr.relais.connectors.finance.wsdl.Sexe;
import fr.relais.connectors.soap.XmlDate;
import fr.relais.mappings.model.Adresse;
import fr.relais.mappings.model.ChangementAdresse;
import fr.relais.mappings.model.ChangementRib;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.Rib;
import org.jspecify.annotations.Nullable;

/** The canonical dossier in the words of the finance contract; pure. */
final class FinanceTranslator {

    /** The question that must come first: whose tiers is it? */
    RechercherTiers rechercherTiers(Dossier dossier) {
        var request = new RechercherTiers();
        request.setIdentite(identite(dossier.usager().identite()));
        return request;
    }

    ModifierCoordonneesBancaires modifierCoordonneesBancaires(
            DeliveryKey key, ChangementRib change, String numeroTiers) {
        var request = new ModifierCoordonneesBancaires();
        request.setCleRelais(key.value());
        request.setNumeroTiers(numeroTiers);
        request.setDateEffet(XmlDate.of(change.dateEffet()));
        request.setRib(rib(change.rib()));
        return request;
    }

    /**
     * The tiers as the dossier knows it: identity, and address when that is what changes.
     *
     * @param numeroTiers absent for a tiers to be created
     */
    CreerOuModifierTiers creerOuModifierTiers(DeliveryKey key, Dossier dossier, @Nullable String numeroTiers) {
        var request = new CreerOuModifierTiers();
        request.setCleRelais(key.value());
        request.setNumeroTiers(numeroTiers);
        request.setIdentite(identite(dossier.usager().identite()));
        if (dossier.demarche() instanceof ChangementAdresse change) {
            request.setAdresse(adresse(change.adresse()));
            request.setDateEffet(XmlDate.of(change.dateEffet()));
        }
        return request;
    }

    private static fr.relais.connectors.finance.wsdl.Identite identite(Identite identite) {
        var wire = new fr.relais.connectors.finance.wsdl.Identite();
        wire.setNomNaissance(identite.nomNaissance());
        wire.setNomUsage(identite.nomUsage());
        wire.setPrenoms(String.join(" ", identite.prenoms()));
        wire.setDateNaissance(identite.dateNaissance().value());
        if (identite.sexe() != null) {
            wire.setSexe(Sexe.fromValue(identite.sexe().name()));
        }
        wire.setCommuneNaissance(identite.communeNaissance());
        wire.setPaysNaissance(identite.paysNaissance());
        return wire;
    }

    private static fr.relais.connectors.finance.wsdl.Rib rib(Rib rib) {
        var wire = new fr.relais.connectors.finance.wsdl.Rib();
        wire.setTitulaire(rib.titulaire());
        wire.setIban(rib.iban().value());
        if (rib.bic() != null) {
            wire.setBic(rib.bic().value());
        }
        return wire;
    }

    private static fr.relais.connectors.finance.wsdl.Adresse adresse(Adresse adresse) {
        var wire = new fr.relais.connectors.finance.wsdl.Adresse();
        wire.setComplement(adresse.complement());
        wire.setVoie(adresse.voie());
        wire.setLieuDit(adresse.lieuDit());
        wire.setCodePostal(adresse.codePostal());
        wire.setCommune(adresse.commune());
        wire.setCodeInsee(adresse.codeInsee());
        return wire;
    }
}
