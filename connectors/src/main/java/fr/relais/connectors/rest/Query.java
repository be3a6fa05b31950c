package fr.relais.connectors.rest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The query of an address, as it is put together. */
public final class Query {

    private final StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");

    /** Adds a parameter; nothing when there is no value. */
    public Query add(String name, @Nullable Object value) {
        if (value != null) {
            parameters.add(encoded(name) + "=" + encoded(value.toString()));
        }
        return this;
    }

    /** Adds one for each value, the way APIs of the State read lists: {@code name[]=a&name[]=b}. */
    public Query addAll(String name, Collection<String> values) {
        values.forEach(value -> add(name + "[]", value));
        return this;
    }

    public URI of(URI base, String path) {
        return URI.create(base.toString().replaceFirst("/+$", "") + path + parameters);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What is asked is personal. */
    @Override
    public String toString() {
        return "Query";
    }
}
