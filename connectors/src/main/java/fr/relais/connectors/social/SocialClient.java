package fr.relais.connectors.social;

import fr.relais.connectors.Attachment;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Evidence;
import fr.relais.connectors.Expiry;
import fr.relais.connectors.Finding;
import fr.relais.connectors.Outcome.Declined;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Ruling;
import fr.relais.connectors.soap.AttachmentSource;
import fr.relais.connectors.soap.Change;
import fr.relais.connectors.soap.SoapPort;
import fr.relais.connectors.soap.SoapPort.Refusal;
import fr.relais.connectors.soap.SoapSettings;
import fr.relais.connectors.soap.WireFormat;
import fr.relais.connectors.social.wsdl.DonneesInvalides;
import fr.relais.connectors.social.wsdl.EnregistrerDemande;
import fr.relais.connectors.social.wsdl.EtatOperation;
import fr.relais.connectors.social.wsdl.Homonymes;
import fr.relais.connectors.social.wsdl.LireDecision;
import fr.relais.connectors.social.wsdl.LireDossier;
import fr.relais.connectors.social.wsdl.LireDossierResponse;
import fr.relais.connectors.social.wsdl.ModifierSituation;
import fr.relais.connectors.social.wsdl.Operation;
import fr.relais.connectors.social.wsdl.RechercherOperation;
import fr.relais.connectors.social.wsdl.RechercherUsager;
import fr.relais.connectors.social.wsdl.ServiceIndisponible_Exception;
import fr.relais.connectors.social.wsdl.Social;
import fr.relais.connectors.social.wsdl.SocialPort;
import fr.relais.connectors.social.wsdl.Usager;
import fr.relais.connectors.social.wsdl.UsagerInconnu;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wire to the social back-office: each method is one request, each answer of the contract is given its meaning. */
final class SocialClient {

    /** A day, in seconds: whatever a system asks for beyond, it is asked again then. */
    private static final BigInteger LONGEST_PAUSE = BigInteger.valueOf(86_400);

    private final SoapPort<SocialPort> port;

    SocialClient(SoapSettings settings) {
        this.port = new SoapPort<>(
                SocialPort.class,
                Social.SERVICE,
                Social.Social,
                "classpath:/fr/relais/connectors/social/social.wsdl",
                settings,
                SocialClient::refusal);
    }

    List<Expiry> expiries() {
        return port.expiries();
    }

    WireFormat format() {
        return port.format();
    }

    Change modifierSituation(ModifierSituation request) {
        return port.change(
                request,
                SocialPort::modifierSituation,
                answer -> answer.getAccuse().getReference());
    }

    Change enregistrerDemande(EnregistrerDemande request, List<Attachment> attachments) {
        return port.change(
                request,
                attachments.isEmpty()
                        ? SocialPort::enregistrerDemande
                        : port.withAttachments((target, message) -> {
                            for (int i = 0; i < attachments.size(); i++) {
                                message.getPiece().get(i).setContenu(AttachmentSource.of(attachments.get(i)));
                            }
                            return target.enregistrerDemande(message);
                        }),
                answer -> answer.getAccuse().getReference());
    }

    /** The usagers of that identity: none, one or several. */
    SoapPort.Answer<List<Usager>> rechercherUsager(RechercherUsager request) {
        return port.read(
                (target, transcript) -> target.rechercherUsager(request).getUsager());
    }

    /** What is held of the usager of that number. */
    SoapPort.Answer<LireDossierResponse> lireDossier(LireDossier request) {
        return port.read((target, transcript) -> target.lireDossier(request));
    }

    Ruling ruling(String reference) {
        var request = new LireDecision();
        request.setReference(reference);
        SoapPort.Answer<Ruling> answer = port.read((target, transcript) -> {
            var decision = target.lireDecision(request).getDecision();
            return decision == null
                    ? new Ruling.Pending()
                    : new Ruling.Given(
                            outcome(decision.getSens()),
                            decision.getDecideeLe().toGregorianCalendar().toInstant());
        });
        return switch (answer) {
            case SoapPort.Answer.Came<Ruling>(Ruling ruling, Evidence evidence) -> ruling;
            case SoapPort.Answer.Broke<Ruling> broke -> new Ruling.NoAnswer(broke.cause());
        };
    }

    /** The contract's words; any other has failed its XSD. */
    private static Ruling.Outcome outcome(String sens) {
        return switch (sens) {
            case "ACCORDEE" -> Ruling.Outcome.GRANTED;
            case "ACCORDEE_EN_PARTIE" -> Ruling.Outcome.PARTLY_GRANTED;
            case "REJETEE" -> Ruling.Outcome.REJECTED;
            default -> Ruling.Outcome.CLOSED;
        };
    }

    Finding find(DeliveryKey key) {
        var request = new RechercherOperation();
        request.setCleRelais(key.value());
        SoapPort.Answer<Finding> answer = port.read((target, transcript) -> {
            var operations = target.rechercherOperation(request).getOperation();
            var applied = references(operations, EtatOperation.APPLIQUEE);
            var refused = references(operations, EtatOperation.REFUSEE);
            var evidence = transcript.evidence();
            return applied.size() > 1
                    ? new Finding.Duplicated(applied, evidence)
                    : !applied.isEmpty()
                            ? new Finding.Applied(applied.getFirst(), evidence)
                            : refused.isEmpty()
                                    ? new Finding.Nothing(evidence)
                                    : new Finding.Refused(refused.getFirst(), evidence);
        });
        return switch (answer) {
            case SoapPort.Answer.Came<Finding>(Finding finding, Evidence evidence) -> finding;
            case SoapPort.Answer.Broke<Finding> broke ->
                new Finding.NoAnswer(
                        broke.cause(), broke.retryAfter(), broke.outcome().evidence());
        };
    }

    private static List<String> references(List<Operation> operations, EtatOperation etat) {
        return operations.stream()
                .filter(operation -> operation.getEtat() == etat)
                .map(Operation::getReference)
                .toList();
    }

    private static @Nullable Refusal refusal(Exception fault) {
        return switch (fault) {
            case UsagerInconnu unknown ->
                evidence -> new Declined(
                        Declined.UNKNOWN_PERSON, unknown.getFaultInfo().getMotif(), evidence);
            case Homonymes several ->
                evidence -> new Declined("homonymes", several.getFaultInfo().getMotif(), evidence);
            case DonneesInvalides invalid ->
                evidence -> new Declined(
                        invalid.getFaultInfo().getCode(), invalid.getFaultInfo().getMotif(), evidence);
            case ServiceIndisponible_Exception busy ->
                evidence -> Failed.later("service-indisponible", seconds(busy), evidence);
            default -> null;
        };
    }

    private static @Nullable Duration seconds(ServiceIndisponible_Exception busy) {
        var seconds = busy.getFaultInfo().getReessayerDansSecondes();
        return seconds == null
                ? null
                : Duration.ofSeconds(seconds.min(LONGEST_PAUSE).longValue());
    }
}
