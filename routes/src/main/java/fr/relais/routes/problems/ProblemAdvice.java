package fr.relais.routes.problems;

import fr.relais.mappings.teleservice.TeleserviceDefect;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.channels.Traces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns whatever a request ends in into a problem; nothing of the inside shows. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final Wording SEND_AGAIN = new Wording(
            "Le registre ne répond pas. Renvoyez la même demande avec la même clé d'idempotence.",
            "The ledger does not answer. Send the same request again with the same idempotency key.");

    private final ProblemWriter writer;

    ProblemAdvice(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler(Refusal.class)
    void refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        writer.write(refusal, request, response);
    }

    /** Also an error at commit: whether it was kept is unknown, and the same key finds out. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    void ledgerFailed(RuntimeException failed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LOG.error("The ledger failed: {}", rootType(failed));
        refused(isOurs(failed) ? ofStatus(500) : unavailable(), request, response);
    }

    /** A statement that is wrong is wrong the next time too: trying again would not help. */
    private static boolean isOurs(RuntimeException failed) {
        return failed instanceof BadSqlGrammarException
                || failed instanceof DataIntegrityViolationException
                || failed instanceof InvalidDataAccessApiUsageException
                || failed instanceof InvalidDataAccessResourceUsageException;
    }

    /** What a caller is told while the ledger can't be reached or the hub is closing. */
    static Refusal unavailable() {
        return new Refusal(ProblemCode.LEDGER_UNAVAILABLE, SEND_AGAIN, Duration.ofSeconds(5));
    }

    @ExceptionHandler(TeleserviceDefect.class)
    void defect(TeleserviceDefect defect, HttpServletRequest request, HttpServletResponse response) throws IOException {
        LOG.error("Téléservice defect: {}", defect.getMessage());
        var detail = new Wording(
                "Le téléservice comporte un défaut ; son responsable est prévenu. Rien n'a été enregistré.",
                "The téléservice has a defect; its owner has been told. Nothing was kept.");
        refused(new Refusal(ProblemCode.TELESERVICE_DEFECT, detail), request, response);
    }

    /** A body this API's own documents do not look like. */
    @ExceptionHandler(HttpMessageNotReadableException.class)
    void unreadable(
            HttpMessageNotReadableException unreadable, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        refused(ofStatus(400), request, response);
    }

    @ExceptionHandler(Exception.class)
    void anything(Exception exception, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return; // the caller left half-way; there is nobody to tell
        }
        if (exception instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            refused(ofStatus(known.getStatusCode().value()), request, response);
        } else {
            LOG.error("Internal error: {}", Traces.of(exception));
            refused(ofStatus(500), request, response);
        }
    }

    static Refusal ofStatus(int status) {
        return switch (status) {
            case 404 -> new Refusal(ProblemCode.NOT_FOUND, new Wording("Il n'y a rien ici.", "There is nothing here."));
            case 405 ->
                new Refusal(
                        ProblemCode.METHOD_NOT_ALLOWED, new Wording("Voyez l'en-tête Allow.", "See the Allow header."));
            case 406 ->
                new Refusal(
                        ProblemCode.NOT_ACCEPTABLE,
                        new Wording("Relais répond en application/json.", "Relais answers application/json."));
            case 413 -> new Refusal(ProblemCode.TOO_LARGE, new Wording("Réduisez la demande.", "Send less."));
            case 415 ->
                new Refusal(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        new Wording("Envoyez du application/json en UTF-8.", "Send application/json in UTF-8."));
            case 400 ->
                new Refusal(
                        ProblemCode.MALFORMED_JSON,
                        new Wording("La demande est mal formée.", "The request is malformed."));
            default ->
                new Refusal(
                        ProblemCode.INTERNAL_ERROR,
                        new Wording(
                                "L'erreur est consignée sous le numéro de requête. Un dépôt se renvoie avec la même clé : il ne sera pas doublé.",
                                "The error is logged under the request's number. A submission may be sent again with the same key: it will not be doubled."));
        };
    }

    private static String rootType(Throwable exception) {
        var root = NestedExceptionUtils.getMostSpecificCause(exception);
        return root.getClass().getSimpleName();
    }
}
