package fr.relais.connectors.social;

import fr.relais.connectors.Attachment;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Reading;
import fr.relais.connectors.soap.AttachmentSource;
import fr.relais.connectors.soap.XmlDate;
import fr.relais.connectors.social.wsdl.EnregistrerDemande;
import fr.relais.connectors.social.wsdl.LireDossier;
import fr.relais.connectors.social.wsdl.LireDossierResponse;
import fr.relais.connectors.social.wsdl.ModifierSituation;
import fr.relais.connectors.social.wsdl.RechercherUsager;
import fr.relais.connectors.social.wsdl.Sexe;
import fr.relais.mappings.model.Adresse;
import fr.relais.mappings.model.Changement;
import fr.relais.mappings.model.ChangementAdresse;
import fr.relais.mappings.model.ChangementRib;
import fr.relais.mappings.model.ChangementSituationFamiliale;
import fr.relais.mappings.model.Demande;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Foyer;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.Membre;
import fr.relais.mappings.model.Reponse;
import fr.relais.mappings.model.Ressources;
import fr.relais.mappings.model.Rib;
import fr.relais.mappings.model.Scolarite;
import fr.relais.mappings.model.SituationFamiliale;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The canonical dossier in the words of the social contract; pure. */
final class SocialTranslator {

    /** The change of situation; the system itself finds the person by the identity. */
    ModifierSituation modifierSituation(DeliveryKey key, Dossier dossier, Changement changement) {
        var request = new ModifierSituation();
        request.setCleRelais(key.value());
        request.setIdentite(identite(dossier.usager().identite()));
        request.setDateEffet(XmlDate.of(changement.dateEffet()));
        switch (changement) {
            case ChangementRib change -> request.setRib(rib(change.rib()));
            case ChangementAdresse change -> request.setAdresse(adresse(change.adresse()));
            case ChangementSituationFamiliale change -> request.setSituationFamiliale(situation(change.situation()));
        }
        request.setFoyer(foyer(dossier.foyer()));
        return request;
    }

    /** The request; what is joined is named in it, and its content is put in when it is sent. */
    EnregistrerDemande enregistrerDemande(
            DeliveryKey key, Dossier dossier, Demande demande, List<Attachment> attachments) {
        var request = new EnregistrerDemande();
        request.setCleRelais(key.value());
        request.setIdentite(identite(dossier.usager().identite()));
        request.setTypeDemande(demande.type());
        request.setDeposeeLe(XmlDate.of(dossier.deposeLe()));
        if (!demande.contenu().isEmpty()) {
            request.setContenu(contenu(demande.contenu()));
        }
        request.setFoyer(foyer(dossier.foyer()));
        request.setRessources(ressources(dossier.ressources()));
        request.setScolarite(scolarite(dossier.scolarite()));
        attachments.forEach(attachment -> request.getPiece().add(piece(attachment)));
        return request;
    }

    RechercherUsager rechercherUsager(Identite identite) {
        var request = new RechercherUsager();
        request.setIdentite(identite(identite));
        return request;
    }

    LireDossier lireDossier(String numero) {
        var request = new LireDossier();
        request.setNumero(numero);
        return request;
    }

    /** What a case holds, in the words of the trade; its values have passed the contract. */
    Reading.Found found(LireDossierResponse dossier) {
        var adresse = dossier.getAdresse();
        var situation = dossier.getSituationFamiliale();
        return new Reading.Found(
                dossier.getUsager().getNumero(),
                adresse == null ? null : adresse(adresse),
                situation == null ? null : SituationFamiliale.valueOf(situation.getSituation()));
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

    private static fr.relais.connectors.social.wsdl.Adresse adresse(Adresse adresse) {
        var wire = new fr.relais.connectors.social.wsdl.Adresse();
        wire.setComplement(adresse.complement());
        wire.setVoie(adresse.voie());
        wire.setLieuDit(adresse.lieuDit());
        wire.setCodePostal(adresse.codePostal());
        wire.setCommune(adresse.commune());
        wire.setCodeInsee(adresse.codeInsee());
        return wire;
    }

    private static Adresse adresse(fr.relais.connectors.social.wsdl.Adresse wire) {
        return new Adresse(
                wire.getComplement(),
                wire.getVoie(),
                wire.getLieuDit(),
                wire.getCodePostal(),
                wire.getCommune(),
                wire.getCodeInsee());
    }

    private static fr.relais.connectors.social.wsdl.SituationFamiliale situation(SituationFamiliale situation) {
        var wire = new fr.relais.connectors.social.wsdl.SituationFamiliale();
        wire.setSituation(situation.name());
        return wire;
    }

    private static fr.relais.connectors.social.wsdl.@Nullable Foyer foyer(@Nullable Foyer foyer) {
        if (foyer == null) {
            return null;
        }
        var wire = new fr.relais.connectors.social.wsdl.Foyer();
        foyer.membres().forEach(membre -> wire.getMembre().add(membre(membre)));
        return wire;
    }

    private static fr.relais.connectors.social.wsdl.Foyer.Membre membre(Membre membre) {
        var wire = new fr.relais.connectors.social.wsdl.Foyer.Membre();
        wire.setIdentite(identite(membre.identite()));
        wire.setRole(membre.role().name());
        wire.setDepuis(membre.depuis() == null ? null : XmlDate.of(membre.depuis()));
        wire.setJusquau(membre.jusquau() == null ? null : XmlDate.of(membre.jusquau()));
        wire.setGardeAlternee(membre.gardeAlternee());
        return wire;
    }

    private static fr.relais.connectors.social.wsdl.@Nullable Ressources ressources(@Nullable Ressources ressources) {
        if (ressources == null) {
            return null;
        }
        var wire = new fr.relais.connectors.social.wsdl.Ressources();
        wire.setAnnee(ressources.annee());
        wire.setRevenuFiscalReference(ressources.revenuFiscalReference());
        wire.setParts(ressources.parts());
        return wire;
    }

    private static fr.relais.connectors.social.wsdl.@Nullable Scolarite scolarite(@Nullable Scolarite scolarite) {
        if (scolarite == null) {
            return null;
        }
        var wire = new fr.relais.connectors.social.wsdl.Scolarite();
        wire.setEleve(identite(scolarite.eleve()));
        wire.setEtablissement(scolarite.etablissement());
        wire.setAnneeScolaire(scolarite.anneeScolaire());
        wire.setClasse(scolarite.classe());
        wire.setRegime(scolarite.regime() == null ? null : scolarite.regime().name());
        return wire;
    }

    private static EnregistrerDemande.Contenu contenu(Map<String, Reponse> answers) {
        var wire = new EnregistrerDemande.Contenu();
        answers.forEach((nom, reponse) -> {
            var champ = new EnregistrerDemande.Contenu.Champ();
            champ.setNom(nom);
            champ.setValeur(reponse.valeur());
            wire.getChamp().add(champ);
        });
        return wire;
    }

    private static EnregistrerDemande.Piece piece(Attachment attachment) {
        var wire = new EnregistrerDemande.Piece();
        wire.setType(attachment.type());
        wire.setTypeMime(attachment.mediaType());
        wire.setSha256(attachment.sha256());
        wire.setContenu(AttachmentSource.none(attachment));
        return wire;
    }
}
