package fr.relais.routes.ledger;

/**
 * What makes two posts the same request: whose, for what, under which key, with which content.
 *
 * @param keyHmac keyed hash of the header's value; the value itself is not kept
 * @param contentHmac keyed hash of the canonical body
 */
public record IdempotencyKey(
        Authority authority, String portal, String teleservice, byte[] keyHmac, byte[] contentHmac) {

    @Override
    public String toString() {
        return "IdempotencyKey[" + portal + ", " + teleservice + "]";
    }
}
