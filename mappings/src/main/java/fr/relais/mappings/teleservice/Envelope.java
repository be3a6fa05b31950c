package fr.relais.mappings.teleservice;

import com.networknt.schema.Schema;
import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Identite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What every submission has around its form: who, through which channel, how surely known. Same for every téléservice. */
public final class Envelope {

    private static final int LONGEST_GIVEN_NAME = 80;
    private static final int LONGEST_GIVEN_NAMES = 200;

    private static final Schema SCHEMA = Schemas.compile(schema());

    /** Problems outside the form; an unknown member has code {@code unknown-field}. */
    public static List<Problem> problems(JsonNode body) {
        var problems = new ArrayList<>(Schemas.problems(SCHEMA, body));
        if (problems.isEmpty()) {
            givenNames(body.path("usager").path("identite"), "/usager/identite").ifPresent(problems::add);
            givenNames(body.path("mandataire").path("identite"), "/mandataire/identite")
                    .ifPresent(problems::add);
        }
        return problems;
    }

    /** Problems of the person alone, where no form is filled yet. */
    public static List<Problem> usagerProblems(JsonNode usager) {
        var body = Json.MAPPING.createObjectNode().put("canal", "portail");
        body.set("usager", usager);
        body.putObject("form");
        return problems(body);
    }

    /** What no schema can say: how long given names are each, and all together. */
    private static Optional<Problem> givenNames(JsonNode claims, String pointer) {
        if (claims.isMissingNode()) {
            return Optional.empty();
        }
        var member = pointer + (claims.has("given_name_array") ? "/given_name_array" : "/given_name");
        var names = prenoms(claims);
        return names.stream().anyMatch(name -> name.length() > LONGEST_GIVEN_NAME)
                ? Optional.of(SchemaProblems.tooLong(member, LONGEST_GIVEN_NAME))
                : String.join(" ", names).length() > LONGEST_GIVEN_NAMES
                        ? Optional.of(SchemaProblems.tooLong(member, LONGEST_GIVEN_NAMES))
                        : Optional.empty();
    }

    private static List<String> prenoms(JsonNode claims) {
        // FranceConnect joins given names by blanks, so a compound "Jean Philippe" comes as two; nothing can tell.
        return claims.has("given_name_array")
                ? claims.path("given_name_array")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList()
                : List.of(claims.path("given_name").asString().strip().split("\\s+"));
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

    /** FranceConnect's claims as a person; empty when they make none. */
    static Optional<Identite> person(JsonNode claims) {
        return claims.path("given_name").isString()
                        || claims.path("given_name_array").isArray()
                ? canonical(identite(claims))
                : Optional.empty();
    }

    /** The same, where the words are the trade's already. */
    static Optional<Identite> canonical(JsonNode identite) {
        try {
            return identite.isObject()
                    ? Optional.of(Json.MAPPING.treeToValue(identite, Identite.class))
                            .filter(Envelope::isWhole)
                    : Optional.empty();
        } catch (JacksonException incomplete) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("ConstantValue") // JSON may leave them out
    private static boolean isWhole(Identite identite) {
        return identite.nomNaissance() != null
                && !identite.nomNaissance().isBlank()
                && !identite.prenoms().isEmpty()
                && identite.dateNaissance() != null;
    }

    static ObjectNode identite(JsonNode claims) {
        var identite = Json.MAPPING.createObjectNode();
        copy(claims, "family_name", identite, "nomNaissance");
        copy(claims, "preferred_username", identite, "nomUsage");
        var prenoms = identite.putArray("prenoms");
        prenoms(claims).forEach(prenoms::add);
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
