package fr.relais.routes.teleservices;

import fr.relais.connectors.FactSource;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.TeleserviceFolder;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Bundles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The hub's téléservices, one of which may become another while the hub runs, as with its next release. */
public final class ChangingTeleservices extends Teleservices {

    private final Map<String, Teleservice> changed = new ConcurrentHashMap<>();

    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();

    public ChangingTeleservices(LaneRegistry lanes, List<FactSource> sources, Bundles bundles, Clock clock)
            throws IOException {
        super(new TeleservicesSettings(List.of(), Duration.ofHours(1)), lanes, sources, bundles, clock);
    }

    /** From now on, that file of the téléservice says something else. */
    public void change(String id, String file, String was, String becomes) {
        var folder = super.find(id).orElseThrow().folder();
        var text = folder.text(file);
        if (text == null || !text.contains(was)) {
            throw new IllegalArgumentException(file + " of " + id + " does not say " + was);
        }
        var files = new TreeMap<>(folder.files());
        files.put(file, text.replace(was, becomes).getBytes(StandardCharsets.UTF_8));
        changed.put(id, Teleservice.read(new TeleserviceFolder(id, files)));
    }

    /** From now on, its folder is gone. */
    public void withdraw(String id) {
        withdrawn.add(id);
    }

    public void restore() {
        changed.clear();
        withdrawn.clear();
    }

    @Override
    public Optional<Teleservice> find(String id) {
        return withdrawn.contains(id)
                ? Optional.empty()
                : Optional.ofNullable(changed.get(id)).or(() -> super.find(id));
    }
}
