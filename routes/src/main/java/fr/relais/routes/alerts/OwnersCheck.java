package fr.relais.routes.alerts;

import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.prefill.Sources;
import fr.relais.routes.teleservices.Teleservices;
import fr.relais.routes.watch.Situation;
import fr.relais.routes.watch.Watch;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Says at the start which owners no alert would reach: a name that is spelt otherwise in a setting shows before the first outage. */
@Component
final class OwnersCheck implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(OwnersCheck.class);

    private final LaneRegistry lanes;
    private final Sources sources;
    private final Teleservices teleservices;
    private final Watch watch;
    private final AlertsSettings settings;

    OwnersCheck(LaneRegistry lanes, Sources sources, Teleservices teleservices, Watch watch, AlertsSettings settings) {
        this.lanes = lanes;
        this.sources = sources;
        this.teleservices = teleservices;
        this.watch = watch;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var owners = Stream.of(
                        lanes.connectors().stream().map(one -> one.lane().owner()),
                        sources.all().stream().map(one -> one.source().owner()),
                        watch.situation(Authority.DEFAULT).endings().stream().map(Situation.Ending::owner),
                        teleservices.all().stream().map(Teleservice::definition).map(one -> one.owner()))
                .flatMap(names -> names);
        unreached(owners, settings)
                .forEach(owner -> LOG.warn(
                        "no alert reaches \"{}\": set relais.alerts.owners.{} or relais.alerts.otherwise",
                        owner,
                        AlertsSettings.bare(owner)));
    }

    /** Each once; none where alerts are for nobody at all. */
    static List<String> unreached(Stream<String> owners, AlertsSettings settings) {
        return settings.reachSomebody()
                ? owners.distinct()
                        .sorted()
                        .filter(owner -> !settings.of(owner).isReachable())
                        .toList()
                : List.of();
    }
}
