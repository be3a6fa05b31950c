package fr.relais.connectors.social;

import static java.util.stream.Collectors.toMap;

import fr.relais.connectors.CaseReader;
import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Expiring;
import fr.relais.connectors.Expiry;
import fr.relais.connectors.Finding;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Prepared;
import fr.relais.connectors.Reading;
import fr.relais.connectors.Reconciler;
import fr.relais.connectors.RepeatSafety;
import fr.relais.connectors.Ruling;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.StatusSource;
import fr.relais.connectors.UnfitDossier;
import fr.relais.connectors.soap.Change;
import fr.relais.mappings.model.Changement;
import fr.relais.mappings.model.ChangementAdresse;
import fr.relais.mappings.model.ChangementRib;
import fr.relais.mappings.model.ChangementSituationFamiliale;
import fr.relais.mappings.model.Demande;
import fr.relais.mappings.model.Demarche;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.teleservice.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Hands changes of situation and requests to the social back-office. It does not de-duplicate, so every resend asks first. */
@Component
@EnableConfigurationProperties({SocialSettings.class, SimulatorsSettings.class})
final class SocialConnector implements Connector, Expiring, Reconciler, CaseReader, StatusSource {

    /** What it may be asked to do, and what the dossier must be about. */
    private static final Map<String, Class<? extends Demarche>> OPERATIONS = Map.of(
            "changement-rib", ChangementRib.class,
            "changement-adresse", ChangementAdresse.class,
            "changement-situation-familiale", ChangementSituationFamiliale.class,
            "demande", Demande.class);

    private final SocialSettings settings;
    private final SocialClient client;
    private final SocialCases cases;
    private final SocialTranslator translator = new SocialTranslator();

    SocialConnector(SocialSettings settings, SimulatorsSettings simulators) {
        this.settings = settings;
        this.client = new SocialClient(settings.soap().at(simulators.url(SocialSettings.SIMULATOR_PLACE, "/social")));
        this.cases = new SocialCases(client, translator);
    }

    @Override
    public ConnectorId id() {
        return new ConnectorId("social");
    }

    @Override
    public Wording name() {
        return new Wording("Service social", "Social services");
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
        return OPERATIONS.keySet().stream().collect(toMap(operation -> operation, any -> RepeatSafety.BY_LOOKUP));
    }

    @Override
    public boolean takesAttachments(String operation) {
        return operation.equals("demande");
    }

    @Override
    public Prepared prepare(Delivery delivery) {
        return new Prepared(delivery, change(delivery).validated());
    }

    @Override
    public String preview(Delivery delivery) {
        return change(delivery).preview();
    }

    private Change change(Delivery delivery) {
        var kind = OPERATIONS.get(delivery.operation());
        if (kind == null) {
            throw new UnfitDossier("social has no operation " + delivery.operation());
        }
        return switch (delivery.demarche(kind)) {
            case Changement changement ->
                client.modifierSituation(translator.modifierSituation(delivery.key(), delivery.dossier(), changement));
            case Demande demande ->
                client.enregistrerDemande(
                        translator.enregistrerDemande(
                                delivery.key(), delivery.dossier(), demande, delivery.attachments()),
                        delivery.attachments());
        };
    }

    @Override
    public Outcome send(Prepared prepared) {
        var delivery = prepared.delivery();
        var settled = delivery.mayHaveBeenSent() ? find(delivery.key()).settles() : Optional.<Outcome>empty();
        return settled.orElseGet(() -> ((Change) prepared.message()).send(delivery.lease()));
    }

    @Override
    public Finding find(DeliveryKey key) {
        return client.find(key);
    }

    @Override
    public Ruling ruling(String reference) {
        return client.ruling(reference);
    }

    @Override
    public Reading read(Identite identite) {
        return cases.read(identite);
    }
}
