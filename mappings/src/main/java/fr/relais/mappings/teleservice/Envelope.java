package fr.relais.mappings.teleservice;

import com.networknt.schema.Schema;
import fr.relais.mappings.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What every submission has around its form: who, through which channel, how surely known. Same for every téléservice. */
public final class Envelope {

    private static final Schema SCHEMA = Schemas.compile(schema());

    /** Problems outside the form; an unknown member has code {@code unknown-field}. */
    public static List<Problem> problems(JsonNode body) {
        return Schemas.problems(SCHEMA, body);
    }

    /** FranceConnect's claims, in the words of the trade. */
    static ObjectNode usager(JsonNode usager) {
        var canonical = Json.MAPPING.createObjectNode();
        canonical.set("identite", identite(usager.path("identite")));
        if (usager.has("contact")) {
            var contact = canonical.putObject("contact");
            copy(usager.path("contact"), "email", contact, "email");
            copy(usager.path("contact"), "phone", contact, "telephone");
        }
        copy(usager, "assurance", canonical, "assurance");
        return canonical;
    }

    static ObjectNode mandataire(JsonNode mandataire) {
        var canonical = Json.MAPPING.createObjectNode();
        canonical.set("identite", identite(mandataire.path("identite")));
        copy(mandataire, "qualite", canonical, "qualite");
        return canonical;
    }

    private static ObjectNode identite(JsonNode claims) {
        var identite = Json.MAPPING.createObjectNode();
        copy(claims, "family_name", identite, "nomNaissance");
        copy(claims, "preferred_username", identite, "nomUsage");
        var prenoms = identite.putArray("prenoms");
        if (claims.has("given_name_array")) {
            claims.path("given_name_array").forEach(prenoms::add);
        } else {
            // FranceConnect joins given names by blanks, so a compound "Jean Philippe" comes as two; nothing can tell.
            for (var prenom : claims.path("given_name").asString().strip().split("\\s+")) {
                prenoms.add(prenom);
            }
        }
        copy(claims, "birthdate", identite, "dateNaissance");
        if (claims.has("gender")) {
            identite.put("sexe", claims.path("gender").asString().equals("female") ? "F" : "M");
        }
        copy(claims, "birthplace", identite, "communeNaissance");
        copy(claims, "birthcountry", identite, "paysNaissance");
        return identite;
    }

    /** An empty text is FranceConnect's way to say "none" (a birth place abroad, for one). */
    private static void copy(JsonNode from, String member, ObjectNode to, String name) {
        var value = from.path(member);
        if (value.isString() && !value.asString().isEmpty()) {
            to.put(name, value.asString());
        }
    }

    private static JsonNode schema() {
        try (var stream = Envelope.class.getResourceAsStream("envelope.schema.json")) {
            if (stream == null) {
                throw new IllegalStateException("envelope.schema.json is missing from the jar");
            }
            return Json.MAPPING.readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Envelope() {}
}
