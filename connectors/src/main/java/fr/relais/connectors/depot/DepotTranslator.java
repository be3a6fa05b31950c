package fr.relais.connectors.depot;

import fr.relais.connectors.Delivery;
import fr.relais.connectors.document.DossierDocument;
import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Dossier;
import java.util.ArrayList;

/** Puts a dossier into the files people work with. */
final class DepotTranslator {

    static Drop drop(Delivery delivery) {
        var files = new ArrayList<Drop.Entry>();
        files.add(Drop.Entry.of("demande.pdf", DossierDocument.pdf(delivery)));
        files.add(Drop.Entry.of("dossier.json", json(delivery)));
        int number = 0;
        for (var attachment : delivery.attachments()) {
            files.add(new Drop.Entry(
                    DossierDocument.file(++number, attachment),
                    () -> attachment.content().open()));
        }
        return new Drop(delivery.key().asWord(), files);
    }

    private static byte[] json(Delivery delivery) {
        var whole = Json.LEDGER.createObjectNode();
        whole.put("reference", delivery.key().value());
        whole.put("schema", Dossier.SCHEMA_VERSION);
        whole.set("dossier", Json.LEDGER.valueToTree(delivery.dossier()));
        return Json.LEDGER.writerWithDefaultPrettyPrinter().writeValueAsBytes(whole);
    }

    private DepotTranslator() {}
}
