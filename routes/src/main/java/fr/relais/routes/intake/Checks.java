package fr.relais.routes.intake;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Assurance;
import fr.relais.mappings.teleservice.Definition.Lifecycle;
import fr.relais.mappings.teleservice.Problem;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.clients.Quotas;
import fr.relais.routes.ledger.Vault;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import fr.relais.routes.translation.Filing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;

/** Everything that can be refused, is refused here, before anything is promised. */
@Component
final class Checks {

    private final Quotas quotas;
    private final Pieces pieces;
    private final Vouched vouched;
    private final StumbleCounter stumbles;
    private final Vault vault;

    Checks(Quotas quotas, Pieces pieces, Vouched vouched, StumbleCounter stumbles, Vault vault) {
        this.quotas = quotas;
        this.pieces = pieces;
        this.vouched = vouched;
        this.stumbles = stumbles;
        this.vault = vault;
    }

    public Filing check(Filing posted) {
        mayBePosted(posted);
        var asPosted = posted.under(version(posted));
        carriesNothingThatWouldBeLost(asPosted);
        var problems = new ArrayList<>(Texts.problems(asPosted.body()));
        var filing = vouched.filled(asPosted, problems);
        problems.addAll(filing.teleservice().problems(filing.body(), filing.receivedAt()));
        if (problems.stream().noneMatch(problem -> problem.pointer().equals("/submittedAt"))) {
            problems.addAll(deposit(filing));
        }
        refuseUnknownMembers(problems);
        if (problems.stream().noneMatch(problem -> problem.pointer().startsWith("/attachments"))) {
            problems.addAll(pieces.problems(filing));
        }
        if (!problems.isEmpty()) {
            stumbles.of(filing, problems);
            throw new Refusal(
                    ProblemCode.FORM_INVALID,
                    new Wording(
                            "Le formulaire comporte des erreurs ; chacune est située dans « errors ».",
                            "The form has errors; each is located in \"errors\"."),
                    problems.subList(0, Math.min(problems.size(), Problem.MOST)));
        }
        pieces.refuseUnknown(filing);
        isSureEnough(filing);
        quotas.submission(filing.caller(), person(filing));
        return filing;
    }

    private static void mayBePosted(Filing filing) {
        var definition = filing.teleservice().definition();
        if (!filing.caller().mayUse(definition)) {
            throw new Refusal(
                    ProblemCode.TELESERVICE_NOT_GRANTED,
                    new Wording(
                            "Ce téléservice n'est pas ouvert aux portails de cette sorte.",
                            "This téléservice is not open to portals of this kind."));
        }
        if (definition.lifecycle() != Lifecycle.PUBLISHED && definition.lifecycle() != Lifecycle.TRIAL) {
            throw new Refusal(
                    ProblemCode.TELESERVICE_SUSPENDED,
                    new Wording("Ce téléservice n'est pas ouvert en ce moment.", "This téléservice is not open now."));
        }
    }

    /** The téléservice under the version its portal holds to; by default the one in force. */
    private static Teleservice version(Filing filing) {
        var current = filing.teleservice().definition().version();
        return filing.teleservice()
                .version(filing.body().path("version").asString(current), filing.receivedAt())
                .orElseThrow(() -> new Refusal(
                        ProblemCode.TELESERVICE_VERSION_RETIRED,
                        new Wording(
                                "Cette version du formulaire n'est plus acceptée ; la version en cours est " + current
                                        + ".",
                                "This version of the form is no longer accepted; the current one is " + current
                                        + ".")));
    }

    /** Better a clear no than a document that is thanked for and goes nowhere. */
    private static void carriesNothingThatWouldBeLost(Filing filing) {
        var body = filing.body();
        if (!body.path("attachments").isEmpty()
                && filing.teleservice().definition().attachments().isEmpty()) {
            throw new Refusal(
                    ProblemCode.ATTACHMENTS_NOT_ACCEPTED,
                    new Wording(
                            "Ce téléservice ne prend pas de pièces jointes ; retirez « attachments ».",
                            "This téléservice takes no attachments; leave out \"attachments\"."));
        }
    }

    /** A deposit may open rights, so it can't lie ahead. */
    private static List<Problem> deposit(Filing filing) {
        var submittedAt = filing.body().path("submittedAt");
        if (submittedAt.isString() && Instant.parse(submittedAt.asString()).isAfter(filing.receivedAt())) {
            return List.of(new Problem(
                    "/submittedAt",
                    "in-the-future",
                    new Wording("La date de dépôt est dans le futur.", "The date of deposit lies in the future.")));
        }
        return List.of();
    }

    /** Outside the form it is the portal's program that is wrong, not the applicant. */
    private static void refuseUnknownMembers(List<Problem> problems) {
        var unknown = problems.stream()
                .filter(problem -> problem.code().equals("unknown-field")
                        && !problem.pointer().startsWith("/form/"))
                .toList();
        if (!unknown.isEmpty()) {
            throw new Refusal(
                    ProblemCode.UNKNOWN_MEMBER,
                    new Wording(
                            "La demande comporte des membres que Relais ne connaît pas.",
                            "The request has members Relais does not know."),
                    unknown);
        }
    }

    /** Enough to tell whether it is the same person again, and nothing to know who. */
    private String person(Filing filing) {
        var identity = filing.body().path("usager").path("identite").toString();
        return HexFormat.of().formatHex(vault.hmac("quota", identity.getBytes(StandardCharsets.UTF_8)));
    }

    private static void isSureEnough(Filing filing) {
        var minimum = filing.teleservice().definition().minimumAssurance();
        var assurance = Json.EDGE.treeToValue(filing.body().path("usager").path("assurance"), Assurance.class);
        if (!assurance.isAtLeast(minimum)) {
            throw new Refusal(
                    ProblemCode.ASSURANCE_TOO_LOW,
                    new Wording(
                            "Ce téléservice demande une identité mieux vérifiée (au moins « " + minimum.code() + " »).",
                            "This téléservice asks for a better verified identity (at least \"" + minimum.code()
                                    + "\")."));
        }
    }
}
