package fr.relais.simulators.finance;

import fr.relais.simulators.finance.wsdl.Accuse;
import fr.relais.simulators.finance.wsdl.Adresse;
import fr.relais.simulators.finance.wsdl.DonneesInvalides;
import fr.relais.simulators.finance.wsdl.EtatOperation;
import fr.relais.simulators.finance.wsdl.Homonymes;
import fr.relais.simulators.finance.wsdl.Identite;
import fr.relais.simulators.finance.wsdl.Operation;
import fr.relais.simulators.finance.wsdl.Refus;
import fr.relais.simulators.finance.wsdl.Tiers;
import fr.relais.simulators.finance.wsdl.UsagerInconnu;
import fr.relais.simulators.journal.Applied;
import fr.relais.simulators.people.Person;
import fr.relais.simulators.people.Refusal;
import fr.relais.simulators.soap.XmlTime;
import org.jspecify.annotations.Nullable;

/** Between the generated classes of the contract and the simulator's own values. */
final class FinanceWords {

    private FinanceWords() {}

    static Person person(Identite identite) {
        return new Person(identite.getNomNaissance(), identite.getPrenoms(), identite.getDateNaissance());
    }

    static Tiers tiers(String number, Identite identite) {
        var tiers = new Tiers();
        tiers.setNumeroTiers(number);
        tiers.setIdentite(identite);
        return tiers;
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
