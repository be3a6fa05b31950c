package fr.relais.routes.intake;

import fr.relais.connectors.ConnectorId;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.TeleserviceFolder;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Bundles;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The téléservices on the class path, each checked against the connectors that are there. */
@Component
public class Teleservices {

    private static final String ROOT = "teleservices/";

    private final Map<String, Teleservice> byId = new TreeMap<>();

    Teleservices(LaneRegistry lanes, Bundles bundles, Clock clock) throws IOException {
        for (var folder : folders()) {
            var teleservice = Teleservice.read(folder);
            check(teleservice, lanes);
            bundles.keep(Authority.DEFAULT, teleservice, clock.instant());
            byId.put(teleservice.definition().id(), teleservice);
        }
    }

    /** Every téléservice, by id. */
    public Collection<Teleservice> all() {
        return byId.values();
    }

    public Optional<Teleservice> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static void check(Teleservice teleservice, LaneRegistry lanes) {
        var definition = teleservice.definition();
        for (var target : definition.targets()) {
            var lane = lanes.find(new ConnectorId(target.system()))
                    .orElseThrow(() -> new IllegalStateException(
                            "teleservices/%s targets the system \"%s\", but no connector has that id: correct teleservice.yml or add the connector"
                                    .formatted(definition.id(), target.system())));
            if (!lane.connector().operations().containsKey(target.operation())) {
                throw new IllegalStateException(
                        "teleservices/%s asks %s for the operation \"%s\"; it offers %s: correct teleservice.yml"
                                .formatted(
                                        definition.id(),
                                        target.system(),
                                        target.operation(),
                                        lane.connector().operations().keySet()));
            }
        }
    }

    private static Collection<TeleserviceFolder> folders() throws IOException {
        var resolver = new PathMatchingResourcePatternResolver();
        var files = new TreeMap<String, SortedMap<String, byte[]>>();
        for (var resource : resolver.getResources("classpath*:" + ROOT + "**/*.*")) {
            if (!resource.isReadable()) {
                continue;
            }
            var url = resource.getURL().toString();
            var path = url.substring(url.lastIndexOf(ROOT) + ROOT.length());
            var slash = path.indexOf('/');
            files.computeIfAbsent(path.substring(0, slash), id -> new TreeMap<>())
                    .put(path.substring(slash + 1), resource.getContentAsByteArray());
        }
        return files.entrySet().stream()
                .map(folder -> new TeleserviceFolder(folder.getKey(), folder.getValue()))
                .toList();
    }
}
