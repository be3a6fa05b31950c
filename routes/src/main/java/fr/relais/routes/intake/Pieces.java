package fr.relais.routes.intake;

import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Problem;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ledger.Attachments;
import fr.relais.routes.ledger.NewSubmission.Claimed;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import fr.relais.routes.translation.Filing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is joined to a submission, against what its téléservice asks for and what the portal has sent before. */
@Component
final class Pieces {

    private static final int MOST = 10;

    private final Attachments attachments;

    Pieces(Attachments attachments) {
        this.attachments = attachments;
    }

    /** What the applicant can correct: a piece that is missing, or is none the téléservice asks for. */
    List<Problem> problems(Filing filing) {
        var asked = filing.teleservice().definition().attachments();
        var joined = filing.attachments();
        var problems = new ArrayList<Problem>();
        if (joined.size() > MOST) {
            problems.add(new Problem(
                    "/attachments",
                    "too-many",
                    new Wording("Joignez " + MOST + " pièces au plus.", "Join " + MOST + " attachments at most."),
                    Map.of("max", MOST)));
        }
        for (int i = 0; i < joined.size(); i++) {
            var type = joined.get(i).type();
            if (asked.stream().noneMatch(piece -> piece.type().equals(type))) {
                problems.add(new Problem(
                        "/attachments/" + i + "/type",
                        "unknown-type",
                        new Wording(
                                "Ce téléservice ne demande pas cette pièce.",
                                "This téléservice does not ask for this attachment.")));
            }
        }
        asked.stream()
                .filter(Definition.Piece::required)
                .filter(piece -> joined.stream().noneMatch(one -> one.type().equals(piece.type())))
                .forEach(piece -> problems.add(missing(piece)));
        return problems;
    }

    private static Problem missing(Definition.Piece piece) {
        return new Problem(
                "/attachments",
                "attachment-missing",
                new Wording(
                        "Il manque une pièce : " + piece.label().fr() + ".",
                        "An attachment is missing: " + piece.label().en() + "."),
                Map.of("type", piece.type()));
    }

    /** What only the portal's program can correct: a piece it never sent, sent too long ago, or joined already. */
    void refuseUnknown(Filing filing) {
        var joined = filing.attachments();
        var unknown = new ArrayList<Problem>();
        for (int i = 0; i < joined.size(); i++) {
            var id = joined.get(i).id();
            if (joined.subList(0, i).stream().map(Claimed::id).anyMatch(id::equals)
                    || !attachments.isClaimable(
                            filing.caller().authority(), filing.caller().portal(), id, filing.receivedAt())) {
                unknown.add(new Problem("/attachments/" + i + "/id", "unknown-attachment", UNKNOWN));
            }
        }
        if (!unknown.isEmpty()) {
            throw unknown(unknown);
        }
    }

    private static final Wording UNKNOWN = new Wording(
            "Cette pièce n'a pas été envoyée par ce portail, a expiré, ou est déjà jointe à une demande.",
            "This attachment was not sent by this portal, has expired, or is joined to a submission already.");

    static Refusal unknown(List<Problem> errors) {
        return new Refusal(ProblemCode.ATTACHMENT_UNKNOWN, UNKNOWN, errors);
    }
}
