package fr.relais.routes.teleservices;

import java.time.Instant;
import java.util.List;

/**
 * A folder that is not used as it stands; what was in force before still is.
 *
 * @param defects each a sentence that says what is wrong and what to do
 */
public record Rejected(String name, String where, List<String> defects, Instant since) {}
