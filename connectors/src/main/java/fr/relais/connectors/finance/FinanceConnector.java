package fr.relais.connectors.finance;

import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Evidence;
import fr.relais.connectors.Expiring;
import fr.relais.connectors.Expiry;
import fr.relais.connectors.Finding;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Declined;
import fr.relais.connectors.Prepared;
import fr.relais.connectors.Reconciler;
import fr.relais.connectors.RepeatSafety;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.UnfitDossier;
import fr.relais.connectors.finance.wsdl.RechercherTiers;
import fr.relais.connectors.finance.wsdl.Tiers;
import fr.relais.connectors.soap.Change;
import fr.relais.connectors.soap.SoapPort.Answer;
import fr.relais.mappings.model.ChangementAdresse;
import fr.relais.mappings.model.ChangementRib;
import fr.relais.mappings.teleservice.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Hands changes of payees and of their bank details to the finance back-office. It does not de-duplicate, so every resend asks first. */
@Component
@EnableConfigurationProperties({FinanceSettings.class, SimulatorsSettings.class})
final class FinanceConnector implements Connector, Expiring, Reconciler {

    private static final String RIB = "changement-rib";
    private static final String ADRESSE = "changement-adresse";

    /** Brings the tiers up to date, or creates it where the téléservice allows that. */
    private static final String TIERS = "tiers";

    /** Stands in for the number of a tiers while the rest of a message is validated. */
    private static final String ANY_TIERS = "0";

    private final FinanceSettings settings;
    private final FinanceClient client;
    private final FinanceTranslator translator = new FinanceTranslator();

    FinanceConnector(FinanceSettings settings, SimulatorsSettings simulators) {
        this.settings = settings;
        this.client =
                new FinanceClient(settings.soap().at(simulators.url(FinanceSettings.SIMULATOR_PLACE, "/finance")));
    }

    @Override
    public ConnectorId id() {
        return new ConnectorId("finance");
    }

    @Override
    public Wording name() {
        return new Wording("Service finances", "Finance department");
    }

    @Override
    public LaneSettings lane() {
        return settings.lane();
    }

    @Override
    public List<Expiry> expiries() {
        return client.expiries();
    }

    @Override
    public boolean isSimulated() {
        return settings.soap().isSimulated();
    }

    @Override
    public Map<String, RepeatSafety> operations() {
        return Map.of(RIB, RepeatSafety.BY_LOOKUP, ADRESSE, RepeatSafety.BY_LOOKUP, TIERS, RepeatSafety.BY_LOOKUP);
    }

    @Override
    public boolean takesAttachments(String operation) {
        return false;
    }

    @Override
    public Prepared prepare(Delivery delivery) {
        var search = client.format().validated(translator.rechercherTiers(delivery.dossier()));
        change(delivery, ANY_TIERS).validated(); // the tiers' number is all that is still missing
        return new Prepared(delivery, search);
    }

    @Override
    public String preview(Delivery delivery) {
        return client.format().preview(translator.rechercherTiers(delivery.dossier())) + "\n"
                + change(delivery, ANY_TIERS).preview();
    }

    @Override
    public Outcome send(Prepared prepared) {
        var delivery = prepared.delivery();
        var settled = delivery.mayHaveBeenSent() ? find(delivery.key()).settles() : Optional.<Outcome>empty();
        return settled.orElseGet(() -> switch (client.rechercherTiers((RechercherTiers) prepared.message())) {
            case Answer.Came<List<Tiers>>(List<Tiers> tiers, Evidence evidence) -> change(delivery, tiers, evidence);
            case Answer.Broke<List<Tiers>>(Outcome outcome) -> outcome;
        });
    }

    private Outcome change(Delivery delivery, List<Tiers> tiers, Evidence evidence) {
        return switch (tiers.size()) {
            case 0 ->
                mayCreate(delivery)
                        ? tiers(delivery, null).send(delivery.lease())
                        : new Declined(Declined.UNKNOWN_PERSON, "Aucun tiers de cette identité", evidence);
            case 1 -> change(delivery, tiers.getFirst().getNumeroTiers()).send(delivery.lease());
            default -> new Declined("homonymes", "Plusieurs tiers de cette identité", evidence);
        };
    }

    private static boolean mayCreate(Delivery delivery) {
        return delivery.mayCreate() && delivery.operation().equals(TIERS);
    }

    private Change change(Delivery delivery, String numeroTiers) {
        return switch (delivery.operation()) {
            case RIB -> {
                var changement = delivery.demarche(ChangementRib.class);
                yield client.modifierCoordonneesBancaires(
                        translator.modifierCoordonneesBancaires(delivery.key(), changement, numeroTiers));
            }
            case ADRESSE -> {
                delivery.demarche(ChangementAdresse.class); // without a new address there is nothing to do
                yield tiers(delivery, numeroTiers);
            }
            case TIERS -> tiers(delivery, numeroTiers);
            default -> throw new UnfitDossier("finance has no operation " + delivery.operation());
        };
    }

    private Change tiers(Delivery delivery, @Nullable String numeroTiers) {
        return client.creerOuModifierTiers(
                translator.creerOuModifierTiers(delivery.key(), delivery.dossier(), numeroTiers));
    }

    @Override
    public Finding find(DeliveryKey key) {
        return client.find(key);
    }
}
