package fr.relais.simulators.social;

import fr.relais.simulators.people.Iban;
import fr.relais.simulators.people.Refusal;
import fr.relais.simulators.social.wsdl.ModifierSituation;

/** What a change of situation changes; its content never leaves memory, its summary is masked. */
record Change(String kind, String content, String summary) {

    static Change of(ModifierSituation order) throws Refusal {
        if (order.getRib() != null) {
            Iban iban = Iban.of(order.getRib().getIban());
            return new Change("rib", iban.value(), "RIB " + iban.masked() + " (masqué)");
        }
        if (order.getAdresse() != null) {
            return new Change("adresse", SocialWords.text(order.getAdresse()), "adresse (masquée)");
        }
        return new Change("situation", order.getSituationFamiliale().getSituation(), "situation familiale (masquée)");
    }

    @Override
    public String toString() {
        return summary;
    }
}
