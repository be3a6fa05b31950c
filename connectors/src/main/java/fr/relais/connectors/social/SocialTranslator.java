package fr.relais.connectors.social;

import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.social.wsdl.ModifierSituation;
import fr.relais.connectors.social.wsdl.Sexe;
import fr.relais.mappings.model.ChangementRib;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.Rib;
import java.time.LocalDate;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/** The canonical dossier in the words of the social contract; pure. */
final class SocialTranslator {

    /** The change of situation; the system itself finds the person by the identity. */
    ModifierSituation modifierSituation(DeliveryKey key, Dossier dossier) {
        var request = new ModifierSituation();
        request.setCleRelais(key.value());
        request.setIdentite(identite(dossier.usager().identite()));
        request.setDateEffet(date(dossier.changement().dateEffet()));
        switch (dossier.changement()) {
            case ChangementRib change -> request.setRib(rib(change.rib()));
        }
        return request;
    }

    private static fr.relais.connectors.social.wsdl.Identite identite(Identite identite) {
        var wire = new fr.relais.connectors.social.wsdl.Identite();
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

    private static fr.relais.connectors.social.wsdl.Rib rib(Rib rib) {
        var wire = new fr.relais.connectors.social.wsdl.Rib();
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
