package fr.relais.simulators.social;

import fr.relais.simulators.journal.Applied;
import fr.relais.simulators.journal.Decisions;
import fr.relais.simulators.journal.Journal;
import fr.relais.simulators.people.Digest;
import fr.relais.simulators.people.People;
import fr.relais.simulators.people.Person;
import fr.relais.simulators.people.Refusal;
import fr.relais.simulators.social.wsdl.DonneesInvalides;
import fr.relais.simulators.social.wsdl.EnregistrerDemande;
import fr.relais.simulators.social.wsdl.EnregistrerDemandeResponse;
import fr.relais.simulators.social.wsdl.Homonymes;
import fr.relais.simulators.social.wsdl.LireDecision;
import fr.relais.simulators.social.wsdl.LireDecisionResponse;
import fr.relais.simulators.social.wsdl.LireDossier;
import fr.relais.simulators.social.wsdl.LireDossierResponse;
import fr.relais.simulators.social.wsdl.ModifierSituation;
import fr.relais.simulators.social.wsdl.ModifierSituationResponse;
import fr.relais.simulators.social.wsdl.RechercherOperation;
import fr.relais.simulators.social.wsdl.RechercherOperationResponse;
import fr.relais.simulators.social.wsdl.RechercherUsager;
import fr.relais.simulators.social.wsdl.RechercherUsagerResponse;
import fr.relais.simulators.social.wsdl.Refus;
import fr.relais.simulators.social.wsdl.SocialPort;
import fr.relais.simulators.social.wsdl.UsagerInconnu;
import jakarta.jws.WebService;

@WebService(
        endpointInterface = "fr.relais.simulators.social.wsdl.SocialPort",
        serviceName = "Social",
        portName = "Social",
        targetNamespace = "urn:relais:contrat-generique:social:1",
        wsdlLocation = "classpath:/fr/relais/simulators/social/social.wsdl")
final class SocialService implements SocialPort {

    private final Journal journal;
    private final Decisions decisions;
    private final People people;
    private final Dossiers dossiers = new Dossiers();

    SocialService(Journal journal, Decisions decisions, People people) {
        this.journal = journal;
        this.decisions = decisions;
        this.people = people;
    }

    @Override
    public RechercherUsagerResponse rechercherUsager(RechercherUsager search) {
        var found = new RechercherUsagerResponse();
        people.numbersOf(SocialWords.person(search.getIdentite())).forEach(number -> {
            var usager = SocialWords.usager(number, search.getIdentite());
            dossiers.know(usager);
            found.getUsager().add(usager);
        });
        return found;
    }

    @Override
    public ModifierSituationResponse modifierSituation(ModifierSituation order)
            throws DonneesInvalides, UsagerInconnu, Homonymes {
        Person person = SocialWords.person(order.getIdentite());
        Change change;
        try {
            people.admit(person);
            change = Change.of(order);
        } catch (Refusal refusal) {
            throw SocialWords.fault(refusal);
        }
        String number = people.numberOf(person);
        Applied applied = journal.append(
                "modifierSituation",
                order.getCleRelais(),
                Digest.of("social", number, change.kind(), change.content()),
                change.summary());
        dossiers.change(SocialWords.usager(number, order.getIdentite()), order, SocialWords.operation(applied));
        var response = new ModifierSituationResponse();
        response.setAccuse(SocialWords.accuse(applied));
        return response;
    }

    @Override
    public EnregistrerDemandeResponse enregistrerDemande(EnregistrerDemande order)
            throws DonneesInvalides, UsagerInconnu, Homonymes {
        Person person = SocialWords.person(order.getIdentite());
        try {
            people.admit(person);
            Pieces.check(order.getPiece());
        } catch (Refusal refusal) {
            throw SocialWords.fault(refusal);
        }
        String number = people.numberOf(person);
        Applied applied = journal.append(
                "enregistrerDemande",
                order.getCleRelais(),
                Digest.of(
                        "social",
                        number,
                        order.getTypeDemande(),
                        order.getDeposeeLe().toXMLFormat()),
                "demande " + order.getTypeDemande() + " (contenu masqué)" + Pieces.summary(order.getPiece()));
        dossiers.add(SocialWords.usager(number, order.getIdentite()), SocialWords.operation(applied));
        var response = new EnregistrerDemandeResponse();
        response.setAccuse(SocialWords.accuse(applied));
        return response;
    }

    @Override
    public LireDossierResponse lireDossier(LireDossier search) throws UsagerInconnu {
        return dossiers.of(search.getNumero()).orElseThrow(() -> {
            var info = new Refus();
            info.setCode("INCONNU");
            info.setMotif("Aucun dossier sous ce numéro.");
            return new UsagerInconnu(info.getMotif(), info);
        });
    }

    @Override
    public LireDecisionResponse lireDecision(LireDecision search) {
        var found = new LireDecisionResponse();
        decisions.of(search.getReference()).ifPresent(decision -> found.setDecision(SocialWords.decision(decision)));
        return found;
    }

    @Override
    public RechercherOperationResponse rechercherOperation(RechercherOperation search) {
        var found = new RechercherOperationResponse();
        journal.under(search.getCleRelais())
                .forEach(applied -> found.getOperation().add(SocialWords.operation(applied)));
        return found;
    }
}
