package fr.relais.simulators.social;

import fr.relais.simulators.social.wsdl.LireDossierResponse;
import fr.relais.simulators.social.wsdl.ModifierSituation;
import fr.relais.simulators.social.wsdl.Operation;
import fr.relais.simulators.social.wsdl.Usager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The people met since the start, for reading a dossier back; in memory only, since it names them. */
final class Dossiers {

    private static final int MOST = 10_000;

    private final Map<String, LireDossierResponse> byNumber = new LinkedHashMap<>();

    synchronized void know(Usager usager) {
        dossier(usager);
    }

    synchronized void add(Usager usager, Operation operation) {
        dossier(usager).getOperation().add(operation);
    }

    synchronized void change(Usager usager, ModifierSituation order, Operation operation) {
        LireDossierResponse dossier = dossier(usager);
        dossier.getOperation().add(operation);
        if (order.getRib() != null) {
            dossier.setRib(order.getRib());
        } else if (order.getAdresse() != null) {
            dossier.setAdresse(order.getAdresse());
        } else {
            dossier.setSituationFamiliale(order.getSituationFamiliale());
        }
        if (order.getFoyer() != null) {
            dossier.setFoyer(order.getFoyer());
        }
    }

    synchronized Optional<LireDossierResponse> of(String number) {
        return Optional.ofNullable(byNumber.get(number)).map(Dossiers::copy);
    }

    private LireDossierResponse dossier(Usager usager) {
        LireDossierResponse dossier = byNumber.computeIfAbsent(usager.getNumero(), number -> new LireDossierResponse());
        dossier.setUsager(usager);
        if (byNumber.size() > MOST) {
            byNumber.remove(byNumber.keySet().iterator().next());
        }
        return dossier;
    }

    /** An answer is written after this lock is released, while the dossier may go on changing. */
    private static LireDossierResponse copy(LireDossierResponse dossier) {
        var copy = new LireDossierResponse();
        copy.setUsager(dossier.getUsager());
        copy.setRib(dossier.getRib());
        copy.setAdresse(dossier.getAdresse());
        copy.setSituationFamiliale(dossier.getSituationFamiliale());
        copy.setFoyer(dossier.getFoyer());
        copy.getOperation().addAll(dossier.getOperation());
        return copy;
    }
}
