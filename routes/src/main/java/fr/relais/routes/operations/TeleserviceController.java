package fr.relais.routes.operations;

import fr.relais.routes.ApiTime;
import fr.relais.routes.teleservices.Rejected;
import fr.relais.routes.teleservices.Teleservices;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which téléservices are in force on this hub, and which folders are not used as they stand, and why. */
@RestController
class TeleserviceController {

    private final Teleservices teleservices;

    TeleserviceController(Teleservices teleservices) {
        this.teleservices = teleservices;
    }

    @GetMapping(path = "/ops/v1/teleservices", produces = "application/json")
    OpsDocuments.Page<OpsDocuments.Bundle> bundles() {
        var inForce = teleservices.all().stream().map(teleservice -> {
            var definition = teleservice.definition();
            return new OpsDocuments.Bundle(
                    definition.id(), definition.version(), definition.lifecycle(), teleservice.hash(), null);
        });
        var rejected = teleservices.rejected().stream().map(TeleserviceController::rejected);
        return new OpsDocuments.Page<>(Stream.concat(inForce, rejected).toList(), null);
    }

    private static OpsDocuments.Bundle rejected(Rejected folder) {
        return new OpsDocuments.Bundle(
                folder.name(),
                null,
                null,
                null,
                new OpsDocuments.Rejection(folder.where(), List.copyOf(folder.defects()), ApiTime.of(folder.since())));
    }
}
