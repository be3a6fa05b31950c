package fr.relais.routes.teleservices;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.teleservice.Problem;
import fr.relais.mappings.teleservice.Samples;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.TeleserviceDefect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A version of a form is a promise to portals: what it accepted once, it goes on accepting. */
final class FormContract {

    /** The samples that were accepted under the same version, and no longer are. */
    static List<String> broken(Teleservice before, Teleservice after) {
        var broken = new ArrayList<String>();
        var version = after.definition().version();
        if (!before.definition().version().equals(version)) {
            return broken; // portals that hold to the former one are told so, or served from its folder
        }
        for (var sample : Samples.accepted(before)) {
            refusal(after, Json.EDGE.readTree(before.folder().samples().get(sample)))
                    .ifPresent(at -> broken.add(
                            "samples/%s, accepted until now under version %s, is refused at %s: state a new version, and keep the former one in former/%s until portals have changed"
                                    .formatted(sample, version, at, version)));
        }
        return broken;
    }

    private static Optional<String> refusal(Teleservice after, JsonNode body) {
        try {
            return after.problems(body, Samples.RECEIVED).stream()
                    .map(Problem::pointer)
                    .findFirst();
        } catch (TeleserviceDefect uncomputable) {
            return Optional.of("a check (" + uncomputable.getMessage() + ")");
        }
    }

    private FormContract() {}
}
