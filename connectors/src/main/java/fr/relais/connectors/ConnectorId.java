package fr.relais.connectors;

import java.util.regex.Pattern;

/** The name of a system, e.g. {@code finance}; it stands in téléservices, queue names and metrics. */
public record ConnectorId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    public ConnectorId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a connector's id is lower-case letters, digits and hyphens: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
