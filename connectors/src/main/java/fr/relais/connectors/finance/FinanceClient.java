package fr.relais.connectors.finance;

import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Evidence;
import fr.relais.connectors.Expiry;
import fr.relais.connectors.Finding;
import fr.relais.connectors.Outcome.Declined;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.finance.wsdl.CreerOuModifierTiers;
import fr.relais.connectors.finance.wsdl.DonneesInvalides;
import fr.relais.connectors.finance.wsdl.EtatOperation;
import fr.relais.connectors.finance.wsdl.Finance;
import fr.relais.connectors.finance.wsdl.FinancePort;
import fr.relais.connectors.finance.wsdl.Homonymes;
import fr.relais.connectors.finance.wsdl.ModifierCoordonneesBancaires;
import fr.relais.connectors.finance.wsdl.Operation;
import fr.relais.connectors.finance.wsdl.RechercherOperation;
import fr.relais.connectors.finance.wsdl.RechercherTiers;
import fr.relais.connectors.finance.wsdl.ServiceIndisponible_Exception;
import fr.relais.connectors.finance.wsdl.Tiers;
import fr.relais.connectors.finance.wsdl.UsagerInconnu;
import fr.relais.connectors.soap.Change;
import fr.relais.connectors.soap.SoapPort;
import fr.relais.connectors.soap.SoapPort.Refusal;
import fr.relais.connectors.soap.SoapSettings;
import fr.relais.connectors.soap.WireFormat;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wire to the finance back-office: each method is one request, each answer of the contract is given its meaning. */
final class FinanceClient {

    /** A day, in seconds: whatever a system asks for beyond, it is asked again then. */
    private static final BigInteger LONGEST_PAUSE = BigInteger.valueOf(86_400);

    private final SoapPort<FinancePort> port;

    FinanceClient(SoapSettings settings) {
        this.port = new SoapPort<>(
                FinancePort.class,
                Finance.SERVICE,
                Finance.Finance,
                "classpath:/fr/relais/connectors/finance/finance.wsdl",
                settings,
                FinanceClient::refusal);
    }

    List<Expiry> expiries() {
        return port.expiries();
    }

    WireFormat format() {
        return port.format();
    }

    /** The tiers of that identity: none, one or several. */
    SoapPort.Answer<List<Tiers>> rechercherTiers(RechercherTiers request) {
        return port.read((target, transcript) -> target.rechercherTiers(request).getTiers());
    }

    Change modifierCoordonneesBancaires(ModifierCoordonneesBancaires request) {
        return port.change(
                request,
                FinancePort::modifierCoordonneesBancaires,
                answer -> answer.getAccuse().getReference());
    }

    Change creerOuModifierTiers(CreerOuModifierTiers request) {
        return port.change(
                request,
                FinancePort::creerOuModifierTiers,
                answer -> answer.getAccuse().getReference());
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
