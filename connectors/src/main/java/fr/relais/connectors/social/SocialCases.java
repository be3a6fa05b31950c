package fr.relais.connectors.social;

import fr.relais.connectors.Outcome.Declined;
import fr.relais.connectors.Reading;
import fr.relais.connectors.soap.SoapPort.Answer;
import fr.relais.connectors.social.wsdl.LireDossierResponse;
import fr.relais.connectors.social.wsdl.Usager;
import fr.relais.mappings.model.Identite;
import java.util.List;

/** Reads what the social back-office holds of a person: whose case is it, then what is in it. */
final class SocialCases {

    private final SocialClient client;
    private final SocialTranslator translator;

    SocialCases(SocialClient client, SocialTranslator translator) {
        this.client = client;
        this.translator = translator;
    }

    Reading read(Identite identite) {
        var search = client.format().validated(translator.rechercherUsager(identite));
        return switch (client.rechercherUsager(search)) {
            case Answer.Came<List<Usager>>(var usagers, var evidence) ->
                switch (usagers.size()) {
                    case 0 -> new Reading.NotFound();
                    case 1 -> read(usagers.getFirst().getNumero());
                    default -> new Reading.Namesakes();
                };
            case Answer.Broke<List<Usager>> broke -> new Reading.NoAnswer(broke.cause());
        };
    }

    private Reading read(String numero) {
        return switch (client.lireDossier(translator.lireDossier(numero))) {
            case Answer.Came<LireDossierResponse>(var dossier, var evidence) -> translator.found(dossier);
            case Answer.Broke<LireDossierResponse> broke when isUnknown(broke) -> new Reading.NotFound();
            case Answer.Broke<LireDossierResponse> broke -> new Reading.NoAnswer(broke.cause());
        };
    }

    /** Closed since it was found. */
    private static boolean isUnknown(Answer.Broke<?> broke) {
        return broke.outcome() instanceof Declined declined && declined.code().equals(Declined.UNKNOWN_PERSON);
    }
}
