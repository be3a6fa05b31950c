package fr.relais.simulators.social;

import fr.relais.simulators.people.Refusal;
import fr.relais.simulators.social.wsdl.EnregistrerDemande;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What is joined to a request: taken when it is what its digest says, and kept by nobody. */
final class Pieces {

    /** Refuses a piece that arrived altered. */
    static void check(List<EnregistrerDemande.Piece> pieces) throws Refusal {
        for (var piece : pieces) {
            if (!sha256(piece).equals(piece.getSha256())) {
                throw new Refusal(
                        Refusal.Kind.DONNEES_INVALIDES, "PIECE_ALTEREE", "Une pièce n'est pas celle annoncée.");
            }
        }
    }

    /** For a reader: how many, of which types. */
    static String summary(List<EnregistrerDemande.Piece> pieces) {
        return pieces.isEmpty()
                ? ""
                : pieces.stream()
                        .map(EnregistrerDemande.Piece::getType)
                        .collect(Collectors.joining(", ", ", pièces : ", ""));
    }

    private static String sha256(EnregistrerDemande.Piece piece) {
        try (var in =
                new DigestInputStream(piece.getContenu().getInputStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Pieces() {}
}
