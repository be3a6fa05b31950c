package fr.relais.simulators.finance;

import fr.relais.simulators.finance.wsdl.CreerOuModifierTiers;
import fr.relais.simulators.finance.wsdl.CreerOuModifierTiersResponse;
import fr.relais.simulators.finance.wsdl.DonneesInvalides;
import fr.relais.simulators.finance.wsdl.FinancePort;
import fr.relais.simulators.finance.wsdl.Homonymes;
import fr.relais.simulators.finance.wsdl.ModifierCoordonneesBancaires;
import fr.relais.simulators.finance.wsdl.ModifierCoordonneesBancairesResponse;
import fr.relais.simulators.finance.wsdl.RechercherOperation;
import fr.relais.simulators.finance.wsdl.RechercherOperationResponse;
import fr.relais.simulators.finance.wsdl.RechercherTiers;
import fr.relais.simulators.finance.wsdl.RechercherTiersResponse;
import fr.relais.simulators.finance.wsdl.UsagerInconnu;
import fr.relais.simulators.journal.Journal;
import fr.relais.simulators.people.Digest;
import fr.relais.simulators.people.Iban;
import fr.relais.simulators.people.People;
import fr.relais.simulators.people.Person;
import fr.relais.simulators.people.Refusal;
import jakarta.jws.WebService;

@WebService(
        endpointInterface = "fr.relais.simulators.finance.wsdl.FinancePort",
        serviceName = "Finance",
        portName = "Finance",
        targetNamespace = "urn:relais:contrat-generique:finance:1",
        wsdlLocation = "classpath:/fr/relais/simulators/finance/finance.wsdl")
final class FinanceService implements FinancePort {

    private final Journal journal;
    private final People people;

    FinanceService(Journal journal, People people) {
        this.journal = journal;
        this.people = people;
    }

    @Override
    public RechercherTiersResponse rechercherTiers(RechercherTiers search) {
        var found = new RechercherTiersResponse();
        people.numbersOf(FinanceWords.person(search.getIdentite()))
                .forEach(number -> found.getTiers().add(FinanceWords.tiers(number, search.getIdentite())));
        return found;
    }

    @Override
    public CreerOuModifierTiersResponse creerOuModifierTiers(CreerOuModifierTiers order)
            throws DonneesInvalides, UsagerInconnu, Homonymes {
        Person person = FinanceWords.person(order.getIdentite());
        String number = order.getNumeroTiers();
        try {
            if (number == null) {
                people.admitNew(person);
                number = people.numberOf(person);
            } else {
                people.admit(number);
            }
        } catch (Refusal refusal) {
            throw FinanceWords.fault(refusal);
        }
        var applied = journal.append(
                "creerOuModifierTiers",
                order.getCleRelais(),
                Digest.of("finance", number, FinanceWords.text(order.getAdresse())),
                (order.getNumeroTiers() == null ? "tiers créé" : "tiers modifié") + " (identité masquée)");
        var response = new CreerOuModifierTiersResponse();
        response.setAccuse(FinanceWords.accuse(applied));
        response.setNumeroTiers(number);
        return response;
    }

    @Override
    public ModifierCoordonneesBancairesResponse modifierCoordonneesBancaires(ModifierCoordonneesBancaires order)
            throws DonneesInvalides, UsagerInconnu, Homonymes {
        Iban iban;
        try {
            people.admit(order.getNumeroTiers());
            iban = Iban.of(order.getRib().getIban());
        } catch (Refusal refusal) {
            throw FinanceWords.fault(refusal);
        }
        var applied = journal.append(
                "modifierCoordonneesBancaires",
                order.getCleRelais(),
                Digest.of("finance", order.getNumeroTiers(), "rib", iban.value()),
                "RIB " + iban.masked() + " (masqué)");
        var response = new ModifierCoordonneesBancairesResponse();
        response.setAccuse(FinanceWords.accuse(applied));
        return response;
    }

    @Override
    public RechercherOperationResponse rechercherOperation(RechercherOperation search) {
        var found = new RechercherOperationResponse();
        journal.under(search.getCleRelais())
                .forEach(applied -> found.getOperation().add(FinanceWords.operation(applied)));
        return found;
    }
}
