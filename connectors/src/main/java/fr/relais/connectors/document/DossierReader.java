package fr.relais.connectors.document;

import fr.relais.connectors.Attachment;
import fr.relais.connectors.Delivery;
import fr.relais.mappings.model.Adresse;
import fr.relais.mappings.model.Assurance;
import fr.relais.mappings.model.ChangementAdresse;
import fr.relais.mappings.model.ChangementRib;
import fr.relais.mappings.model.ChangementSituationFamiliale;
import fr.relais.mappings.model.Demande;
import fr.relais.mappings.model.Demarche;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.Membre;
import fr.relais.mappings.model.PartialDate;
import fr.relais.mappings.model.Scolarite;
import fr.relais.mappings.model.SituationFamiliale;
import fr.relais.mappings.model.Usager;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a dossier into the words people work with. */
final class DossierReader {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    static Reading read(Delivery delivery) {
        var dossier = delivery.dossier();
        return new Reading(
                Reading.printable(title(dossier.demarche())),
                Stream.of(
                                filing(delivery),
                                usager(dossier.usager()),
                                mandataire(dossier),
                                foyer(dossier),
                                ressources(dossier),
                                scolarite(dossier.scolarite()),
                                demarche(dossier.demarche()),
                                pieces(delivery.attachments()))
                        .map(Reading.Lines::part)
                        .filter(part -> !part.lines().isEmpty())
                        .toList());
    }

    private static String title(Demarche demarche) {
        return switch (demarche) {
            case Demande demande -> demande.titre() == null ? demande.type() : demande.titre();
            case ChangementRib rib -> "Changement de coordonnées bancaires";
            case ChangementAdresse adresse -> "Changement d'adresse";
            case ChangementSituationFamiliale situation -> "Changement de situation familiale";
        };
    }

    private static Reading.Lines filing(Delivery delivery) {
        return new Reading.Lines("Dépôt")
                .add("Référence", delivery.key().value())
                .add("Déposé le", day(delivery.dossier().deposeLe()))
                .add("Identité", assurance(delivery.dossier().usager().assurance()));
    }

    private static String assurance(Assurance assurance) {
        return switch (assurance) {
            case DECLARE -> "déclarée, sans preuve";
            case COMPTE_VERIFIE -> "compte du portail vérifié";
            case GUICHET -> "vue à un guichet, pièces en main";
            case FRANCECONNECT -> "FranceConnect";
        };
    }

    private static Reading.Lines identity(String title, @Nullable Identite identite) {
        var lines = new Reading.Lines(title);
        return identite == null
                ? lines
                : lines.add("Nom de naissance", identite.nomNaissance())
                        .add("Nom d'usage", identite.nomUsage())
                        .add("Prénoms", String.join(", ", identite.prenoms()))
                        .add("Date de naissance", date(identite.dateNaissance()))
                        .add(
                                "Sexe",
                                identite.sexe() == null
                                        ? null
                                        : identite.sexe() == Identite.Sexe.F ? "féminin" : "masculin")
                        .add("Commune de naissance (code INSEE)", identite.communeNaissance())
                        .add("Pays de naissance (code INSEE)", identite.paysNaissance());
    }

    private static Reading.Lines usager(Usager usager) {
        var lines = identity("Personne concernée", usager.identite());
        var contact = usager.contact();
        return contact == null ? lines : lines.add("Courriel", contact.email()).add("Téléphone", contact.telephone());
    }

    private static Reading.Lines mandataire(Dossier dossier) {
        var mandataire = dossier.mandataire();
        return mandataire == null
                ? new Reading.Lines("Démarche faite par")
                : identity("Démarche faite par", mandataire.identite()).add("En qualité de", mandataire.qualite());
    }

    private static Reading.Lines foyer(Dossier dossier) {
        var lines = new Reading.Lines("Foyer");
        if (dossier.foyer() != null) {
            dossier.foyer().membres().forEach(membre -> lines.add(whole(membre.identite()), member(membre)));
        }
        return lines;
    }

    private static String whole(Identite identite) {
        return String.join(" ", identite.prenoms()) + " " + identite.nomNaissance();
    }

    private static String member(Membre membre) {
        var naissance = date(membre.identite().dateNaissance());
        return Stream.of(
                        role(membre.role()),
                        naissance == null ? null : "date de naissance : " + naissance,
                        membre.depuis() == null ? null : "depuis le " + day(membre.depuis()),
                        membre.jusquau() == null ? null : "jusqu'au " + day(membre.jusquau()),
                        membre.gardeAlternee() ? "en garde alternée" : null)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static String role(Membre.Role role) {
        return switch (role) {
            case CONJOINT -> "conjoint";
            case ENFANT -> "enfant";
            case ASCENDANT -> "ascendant";
            case AUTRE -> "autre";
        };
    }

    private static Reading.Lines ressources(Dossier dossier) {
        var lines = new Reading.Lines("Ressources");
        var ressources = dossier.ressources();
        return ressources == null
                ? lines
                : lines.add("Année", String.valueOf(ressources.annee()))
                        .add("Revenu fiscal de référence", money(ressources.revenuFiscalReference()))
                        .add(
                                "Parts",
                                ressources.parts() == null
                                        ? null
                                        : ressources.parts().toPlainString().replace('.', ','));
    }

    private static Reading.Lines scolarite(@Nullable Scolarite scolarite) {
        return scolarite == null
                ? new Reading.Lines("Scolarité")
                : identity("Scolarité", scolarite.eleve())
                        .add("Établissement (code UAI)", scolarite.etablissement())
                        .add("Année scolaire", scolarite.anneeScolaire())
                        .add("Classe", scolarite.classe())
                        .add("Régime", scolarite.regime() == null ? null : regime(scolarite.regime()));
    }

    private static String regime(Scolarite.Regime regime) {
        return switch (regime) {
            case EXTERNE -> "externe";
            case DEMI_PENSIONNAIRE -> "demi-pensionnaire";
            case INTERNE -> "interne";
        };
    }

    private static Reading.Lines demarche(Demarche demarche) {
        var lines = new Reading.Lines("Demande");
        switch (demarche) {
            case Demande demande ->
                demande.contenu()
                        .forEach((name, answer) ->
                                lines.add(answer.libelle() == null ? name : answer.libelle(), answer.valeur()));
            case ChangementRib(var dateEffet, var rib) -> {
                lines.add("À compter du", day(dateEffet));
                if (rib != null) {
                    lines.add("Titulaire", rib.titulaire())
                            .add("IBAN", rib.iban().value().replaceAll("(.{4})(?=.)", "$1 "))
                            .add("BIC", rib.bic() == null ? null : rib.bic().value());
                }
            }
            case ChangementAdresse(var dateEffet, var adresse) ->
                lines.add("À compter du", day(dateEffet))
                        .add("Nouvelle adresse", adresse == null ? null : address(adresse));
            case ChangementSituationFamiliale(var dateEffet, var situation) ->
                lines.add("À compter du", day(dateEffet))
                        .add("Situation", situation == null ? null : situation(situation));
        }
        return lines;
    }

    private static String address(Adresse adresse) {
        return Stream.of(
                        adresse.complement(),
                        adresse.voie(),
                        adresse.lieuDit(),
                        adresse.codePostal() + " " + adresse.commune(),
                        adresse.codeInsee() == null ? null : "(code INSEE " + adresse.codeInsee() + ")")
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    private static String situation(SituationFamiliale situation) {
        return switch (situation) {
            case CELIBATAIRE -> "célibataire";
            case MARIE -> "marié(e)";
            case PACSE -> "pacsé(e)";
            case CONCUBIN -> "en concubinage";
            case SEPARE -> "séparé(e)";
            case DIVORCE -> "divorcé(e)";
            case VEUF -> "veuf ou veuve";
        };
    }

    private static Reading.Lines pieces(List<Attachment> attachments) {
        var lines = new Reading.Lines("Pièces jointes");
        int number = 0;
        for (var attachment : attachments) {
            lines.add(
                    DossierDocument.file(++number, attachment),
                    "%d octets, SHA-256 %s".formatted(attachment.size(), attachment.sha256()));
        }
        return lines;
    }

    private static @Nullable String day(@Nullable LocalDate date) {
        return date == null ? null : DAY.format(date);
    }

    /** As much of a date as is known. */
    private static @Nullable String date(@Nullable PartialDate date) {
        if (date == null) {
            return null;
        }
        var parts = date.value().split("-", -1);
        return Stream.of(parts[2], parts[1], parts[0])
                .filter(part -> !part.equals("00"))
                .collect(Collectors.joining("/"));
    }

    /** In euros; its spaces are ones every font has. */
    private static String money(long cents) {
        return NumberFormat.getCurrencyInstance(Locale.FRANCE)
                .format(BigDecimal.valueOf(cents, 2))
                .replace('\u202F', '\u00A0');
    }

    private DossierReader() {}
}
