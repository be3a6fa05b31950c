package fr.relais.routes.alerts;

import java.net.URI;
import java.util.Map;

/**
 * What is told, for people and for programs. Nothing in it is of a person.
 *
 * @param document for a webhook
 */
record Notice(String subject, String text, Map<String, Object> document) {

    /** Where something is found at the hub. */
    static String at(URI hub, String link) {
        return hub.toString().replaceFirst("/+$", "") + link;
    }
}
