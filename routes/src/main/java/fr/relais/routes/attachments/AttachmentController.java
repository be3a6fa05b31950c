package fr.relais.routes.attachments;

import fr.relais.mappings.teleservice.Problem;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ApiTime;
import fr.relais.routes.clients.Caller;
import fr.relais.routes.clients.Callers;
import fr.relais.routes.ledger.Attachments;
import fr.relais.routes.ledger.Attachments.NewAttachment;
import fr.relais.routes.problems.BoundedBody;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes one file, looks at what it is, and keeps it sealed; nothing of it is ever written in clear. */
@RestController
@EnableConfigurationProperties(AttachmentsSettings.class)
class AttachmentController {

    private static final Logger LOG = LoggerFactory.getLogger(AttachmentController.class);

    /** What stands around a file in its body. */
    private static final int AROUND = 16 * 1024;

    private final Attachments attachments;
    private final Scanner scanner;
    private final Callers callers;
    private final AttachmentsSettings settings;
    private final Semaphore room;
    private final Clock clock;

    AttachmentController(
            Attachments attachments, Scanner scanner, Callers callers, AttachmentsSettings settings, Clock clock) {
        this.attachments = attachments;
        this.scanner = scanner;
        this.callers = callers;
        this.settings = settings;
        this.room = new Semaphore(settings.atOnce());
        this.clock = clock;
    }

    /**
     * What a portal is told of what it sent.
     *
     * @param sha256 of its content, in hexadecimal
     * @param expiresAt when it is dropped unless a submission names it
     */
    record Receipt(String id, String sha256, long size, String mediaType, String expiresAt) {}

    @PostMapping(path = "/api/v1/attachments", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Receipt> keep(@AuthenticationPrincipal Jwt token, HttpServletRequest request) throws IOException {
        var caller = callers.of(token);
        hasRoom(caller);
        if (!room.tryAcquire()) {
            throw new Refusal(
                    ProblemCode.QUOTA_EXCEEDED,
                    new Wording(
                            "Trop de pièces arrivent en même temps ; réessayez dans un instant.",
                            "Too many attachments are arriving at once; try again in a moment."),
                    Duration.ofSeconds(2));
        }
        try {
            var body = BoundedBody.of(
                    request, Math.toIntExact(settings.largest().toBytes()) + AROUND, settings.longestUpload());
            return ResponseEntity.status(HttpStatus.CREATED)
                    .body(kept(caller, Upload.of(request.getContentType(), body)));
        } finally {
            room.release();
        }
    }

    private void hasRoom(Caller caller) {
        var unclaimed = attachments.unclaimed(caller.authority(), caller.portal(), clock.instant());
        if (unclaimed.count() >= settings.mostUnclaimed()
                || unclaimed.bytes() >= settings.mostUnclaimedBytes().toBytes()) {
            throw new Refusal(
                    ProblemCode.QUOTA_EXCEEDED,
                    new Wording(
                            "Trop de pièces de ce portail attendent leur demande ; déposez les demandes, ou attendez que ces pièces expirent.",
                            "Too many attachments of this portal wait for their submission; post those, or wait until they expire."),
                    Duration.ofHours(1));
        }
    }

    private Receipt kept(Caller caller, Upload upload) {
        var content = upload.file();
        if (content.length > settings.largest().toBytes()) {
            throw BoundedBody.tooLarge(Math.toIntExact(settings.largest().toBytes()));
        }
        var digest = sha256(content);
        if (upload.sha256() != null && !upload.sha256().equals(digest)) {
            throw invalid(
                    "/sha256",
                    "digest-differs",
                    new Wording(
                            "La pièce est arrivée altérée : renvoyez-la.",
                            "The attachment arrived altered: send it again."));
        }
        var mediaType = MediaTypes.of(content)
                .orElseThrow(
                        () -> new Refusal(
                                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                                new Wording(
                                        "Joignez un PDF simple (ni chiffré, ni programmé, ni enveloppe d'un autre fichier), une image JPEG ou PNG sans rien derrière (ni vidéo, ni données d'appareil : réenregistrez la photo).",
                                        "Join a plain PDF (not encrypted, without programs or other files in it), a JPEG or a PNG image with nothing behind it (no video, no data of the device: save the photo anew).")));
        if (!isClean(content)) {
            throw invalid(
                    "/file",
                    "malware",
                    new Wording(
                            "Cette pièce contient un programme malveillant ; elle n'a pas été gardée.",
                            "This attachment contains malware; it was not kept."));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var expires = now.plus(settings.keptFor());
        var id = attachments.keep(
                new NewAttachment(caller.authority(), caller.portal(), mediaType, content, now, expires));
        return new Receipt(id.toString(), digest, content.length, mediaType, ApiTime.of(expires));
    }

    private boolean isClean(byte[] content) {
        try {
            return scanner.isClean(content);
        } catch (IOException away) {
            LOG.error(
                    "The scanner gives no verdict ({}): no attachment is taken meanwhile",
                    away.getClass().getSimpleName());
            throw new Refusal(
                    ProblemCode.LEDGER_UNAVAILABLE,
                    new Wording(
                            "Les pièces ne peuvent pas être vérifiées en ce moment ; renvoyez celle-ci plus tard.",
                            "Attachments can't be checked now; send this one again later."),
                    Duration.ofSeconds(30));
        }
    }

    private static Refusal invalid(String pointer, String code, Wording message) {
        return new Refusal(ProblemCode.FORM_INVALID, message, List.of(new Problem(pointer, code, message)));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
