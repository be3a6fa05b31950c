package fr.relais.connectors.finance;

import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.finance.wsdl.ModifierCoordonneesBancaires;
import fr.relais.connectors.finance.wsdl.RechercherTiers;
import fr.relais.connectors.finance.wsdl.Sexe;
import fr.relais.mappings.model.ChangementRib;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.Rib;
import java.time.LocalDate;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/** The canonical dossier in the words of the finance contract; pure. */
final class FinanceTranslator {

    /** The question that must come first: whose tiers is it? */
    RechercherTiers rechercherTiers(Dossier dossier) {
        var request = new RechercherTiers();
        request.setIdentite(identite(dossier.usager().identite()));
        return request;
    }

    ModifierCoordonneesBancaires modifierCoordonneesBancaires(DeliveryKey key, Dossier dossier, String numeroTiers) {
        var request = new ModifierCoordonneesBancaires();
        request.setCleRelais(key.value());
        request.setNumeroTiers(numeroTiers);
        request.setDateEffet(date(dossier.changement().dateEffet()));
        switch (dossier.changement()) {
            case ChangementRib change -> request.setRib(rib(change.rib()));
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

    /** The plain {@code xs:date}, without a zone. */
    private static XMLGregorianCalendar date(LocalDate date) {
        try {
            return DatatypeFactory.newInstance().newXMLGregorianCalendar(date.toString());
        } catch (DatatypeConfigurationException impossible) {
            throw new IllegalStateException("every Java platform has XML dates", impossible);
        }
    }
}
