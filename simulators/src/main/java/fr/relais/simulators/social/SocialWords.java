package fr.relais.simulators.social;

import fr.relais.simulators.journal.Applied;
import fr.relais.simulators.journal.Decisions;
import fr.relais.simulators.people.Person;
import fr.relais.simulators.people.Refusal;
import fr.relais.simulators.soap.XmlTime;
import fr.relais.simulators.social.wsdl.Accuse;
import fr.relais.simulators.social.wsdl.Adresse;
import fr.relais.simulators.social.wsdl.DonneesInvalides;
import fr.relais.simulators.social.wsdl.EtatOperation;
import fr.relais.simulators.social.wsdl.Homonymes;
import fr.relais.simulators.social.wsdl.Identite;
import fr.relais.simulators.social.wsdl.LireDecisionResponse;
import fr.relais.simulators.social.wsdl.Operation;
import fr.relais.simulators.social.wsdl.Refus;
import fr.relais.simulators.social.wsdl.Usager;
import fr.relais.simulators.social.wsdl.UsagerInconnu;
import org.jspecify.annotations.Nullable;

/** Between the generated classes of the contract and the simulator's own values. */
final class SocialWords {

    private SocialWords() {}

    static Person person(Identite identite) {
        return new Person(identite.getNomNaissance(), identite.getPrenoms(), identite.getDateNaissance());
    }

    static Usager usager(String number, Identite identite) {
        var usager = new Usager();
        usager.setNumero(number);
        usager.setIdentite(identite);
        return usager;
    }

    static String text(@Nullable Adresse adresse) {
        return adresse == null ? "" : adresse.getVoie() + "|" + adresse.getCodePostal() + "|" + adresse.getCommune();
    }

    static Accuse accuse(Applied applied) {
        var accuse = new Accuse();
        accuse.setReference(applied.reference());
        accuse.setAppliqueLe(XmlTime.of(applied.appliedAt()));
        return accuse;
    }

    static LireDecisionResponse.Decision decision(Decisions.Decision decision) {
        var wire = new LireDecisionResponse.Decision();
        wire.setSens(decision.sens().name());
        wire.setDecideeLe(XmlTime.of(decision.decideeLe()));
        return wire;
    }

    static Operation operation(Applied applied) {
        var operation = new Operation();
        operation.setEtat(EtatOperation.APPLIQUEE);
        operation.setReference(applied.reference());
        operation.setAppliqueLe(XmlTime.of(applied.appliedAt()));
        return operation;
    }

    /** Throws the fault the contract has for a refusal; returns it in appearance, so that callers can say throw. */
    static RuntimeException fault(Refusal refusal) throws DonneesInvalides, UsagerInconnu, Homonymes {
        var info = new Refus();
        info.setCode(refusal.code());
        info.setMotif(refusal.motif());
        switch (refusal.kind()) {
            case DONNEES_INVALIDES -> throw new DonneesInvalides(refusal.motif(), info);
            case USAGER_INCONNU -> throw new UsagerInconnu(refusal.motif(), info);
            case HOMONYMES -> throw new Homonymes(refusal.motif(), info);
        }
        throw new IllegalStateException("no such refusal");
    }
}
