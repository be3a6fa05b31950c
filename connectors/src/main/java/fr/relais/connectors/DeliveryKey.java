package fr.relais.connectors;

import java.util.regex.Pattern;

/** The key a target sees, stable over every attempt: the submission's reference and a number, e.g. {@code R26-7KQ4-9M2X/1}. */
public record DeliveryKey(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z0-9-]{1,32}/[0-9]{1,3}");

    public DeliveryKey {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a delivery key: " + value);
        }
    }

    public static DeliveryKey of(String reference, int ordinal) {
        return new DeliveryKey(reference + "/" + ordinal);
    }

    /** The reference of the submission it belongs to. */
    public String reference() {
        return value.substring(0, value.indexOf('/'));
    }

    /** The same as one word, for addresses and folders: {@code R26-7KQ4-9M2X-1}. */
    public String asWord() {
        return value.replace('/', '-');
    }

    /** The delivery's number within its submission. */
    public int ordinal() {
        return Integer.parseInt(value.substring(value.indexOf('/') + 1));
    }

    @Override
    public String toString() {
        return value;
    }
}
