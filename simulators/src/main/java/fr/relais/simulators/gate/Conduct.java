package fr.relais.simulators.gate;

import java.io.IOException;

/** What each mode does to a call: the one place where it is said. */
final class Conduct {

    private final Reply fault;
    private final Reply refusal;

    Conduct(Backend backend) {
        fault = backend.fault();
        refusal = backend.refusal();
    }

    void play(Fault asked, Exchange exchange) throws IOException, InterruptedException {
        switch (asked.mode()) {
            case NONE -> exchange.answer(exchange.apply());
            case CONNECTION_REFUSED, RESET -> exchange.reset(); // refused: only a call already on its way comes here
            case HANG -> exchange.hold();
            case APPLY_THEN_HANG -> {
                exchange.apply();
                exchange.hold();
            }
            case APPLY_LATE -> {
                exchange.applyAfter(asked.delay());
                exchange.hold();
            }
            case HTTP_503 ->
                exchange.answer(Reply.html(503, "Service indisponible", "Réessayez plus tard.")
                        .with("Retry-After", "5"));
            case HTTP_500_HTML -> exchange.answer(Reply.html(500, "Erreur interne", "Une erreur est survenue."));
            case HTTP_200_HTML ->
                exchange.answer(Reply.html(200, "Connexion", "Identifiez-vous auprès du serveur mandataire."));
            case MAINTENANCE_PAGE ->
                exchange.answer(Reply.html(200, "Site en maintenance", "Le service sera bientôt de retour."));
            case SOAP_FAULT -> exchange.answer(fault);
            case BUSINESS_REFUSAL -> exchange.answer(refusal);
            case SLOW -> {
                Thread.sleep(asked.delay()); // nobody watches the client meanwhile: the call applies without it
                exchange.answer(exchange.apply());
            }
            case HALF_BODY -> exchange.answerHalf(exchange.apply());
        }
    }
}
