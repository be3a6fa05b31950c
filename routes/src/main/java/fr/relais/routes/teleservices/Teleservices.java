package fr.relais.routes.teleservices;

import fr.relais.connectors.FactSource;
import fr.relais.mappings.teleservice.InvalidTeleservice;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.TeleserviceFolder;
import fr.relais.routes.channels.Traces;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Bundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The téléservices in force on this hub.
 *
 * <p>A hub puts in force what its own folders hold when it starts and whenever they change; every hub then follows what the ledger
 * says changed. A folder that can't be used is rejected with its reasons, and neither stops the others nor ends what it was before.
 */
@Component
public class Teleservices {

    private static final Logger LOG = LoggerFactory.getLogger(Teleservices.class);

    private final TeleservicesSettings settings;
    private final LaneRegistry lanes;
    private final List<FactSource> sources;
    private final Bundles bundles;
    private final Clock clock;

    private final Map<String, Teleservice> inForce = new ConcurrentSkipListMap<>();
    private final Map<String, Rejected> rejected = new ConcurrentSkipListMap<>();
    private final Map<String, Source> seen = new HashMap<>();
    private final Map<String, String> agreed = new HashMap<>();
    private final AtomicReference<Instant> lookedAt;

    Teleservices(
            TeleservicesSettings settings, LaneRegistry lanes, List<FactSource> sources, Bundles bundles, Clock clock)
            throws IOException {
        this.settings = settings;
        this.lanes = lanes;
        this.sources = List.copyOf(sources);
        this.bundles = bundles;
        this.clock = clock;
        this.lookedAt = new AtomicReference<>(clock.instant());
        var before = bundles.inForce(Authority.DEFAULT);
        var byHand = bundles.byHand(Authority.DEFAULT);
        Source.shipped().forEach(this::bring);
        watched().forEach(this::bring);
        before.forEach(agreed::putIfAbsent); // what others changed since then is followed
        before.forEach((id, hash) -> {
            if ((seen.containsKey(id) || byHand.contains(id)) && !inForce.containsKey(id)) {
                adopt(id, hash);
            }
        });
    }

    private List<String> defects(Teleservice teleservice) {
        var defects = new ArrayList<>(TargetCheck.defects(teleservice, lanes.connectors()));
        defects.addAll(SourceCheck.defects(teleservice, sources));
        return defects;
    }

    /** Every téléservice, by id. */
    public Collection<Teleservice> all() {
        return inForce.values();
    }

    public Optional<Teleservice> find(String id) {
        return Optional.ofNullable(inForce.get(id));
    }

    /** What people call one; its id when it is in force no more. */
    public String title(String id, Locale language) {
        return find(id).map(teleservice -> teleservice.definition().title().in(language))
                .orElse(id);
    }

    /** Folders that can't be used as they stand. */
    public Collection<Rejected> rejected() {
        return rejected.values();
    }

    /** Where its folder is, if one holds it: then only that says what it is. */
    public synchronized Optional<String> folder(String id) {
        return Optional.ofNullable(seen.get(id))
                .map(Source::where)
                .or(() -> Optional.of("a folder of another hub")
                        .filter(elsewhere -> bundles.inForce(Authority.DEFAULT).containsKey(id)
                                && !bundles.byHand(Authority.DEFAULT).contains(id)));
    }

    /**
     * Puts one in force that no folder holds; other hubs follow.
     *
     * @param deed writes it down, and is given it once it is found good
     * @throws InvalidTeleservice with every reason why not: then nothing is done
     */
    public synchronized void enforce(TeleserviceFolder folder, Consumer<Runnable> deed) {
        var id = folder.name();
        folder(id).ifPresent(where -> {
            throw new InvalidTeleservice(id, List.of("it is the folder " + where + ": change that instead"));
        });
        var teleservice = Teleservice.read(folder);
        check(teleservice);
        deed.accept(() -> bundles.enforceByHand(Authority.DEFAULT, teleservice, clock.instant()));
        agreed.put(id, teleservice.hash());
        inForce.put(id, teleservice);
        LOG.info("téléservice {} is in force as it was made at the hub", id);
    }

    /** Ends one that no folder holds. Throws as the other does. */
    public synchronized void withdraw(String id, Consumer<Runnable> deed) {
        folder(id).ifPresent(where -> {
            throw new InvalidTeleservice(id, List.of("it is the folder " + where + ": take that away instead"));
        });
        deed.accept(() -> bundles.withdraw(Authority.DEFAULT, id, clock.instant()));
        agreed.remove(id);
        inForce.remove(id);
        LOG.info("téléservice {} is withdrawn at the hub", id);
    }

    /** Looks at the watched folders, then at what other hubs have changed. */
    public synchronized void refresh() {
        look();
        lookedAt.set(clock.instant());
    }

    /** When folders and other hubs' changes were looked at last; at the start they were read. */
    public Instant lookedAt() {
        return lookedAt.get();
    }

    private void look() {
        var here = new HashSet<String>();
        for (var source : watched()) {
            here.add(source.where());
            var before = seen.get(source.name());
            if (before == null
                    || !before.where().equals(source.where())
                    || !before.mark().equals(source.mark())) {
                bring(source);
            }
        }
        rejected.keySet().removeIf(where -> !here.contains(where) && isWatched(where));
        for (var source : List.copyOf(seen.values())) {
            if (isWatched(source.where()) && !here.contains(source.where())) {
                withdraw(source);
            }
        }
        follow();
    }

    private List<Source> watched() {
        return settings.locations().stream()
                .flatMap(location -> Source.in(location).stream())
                .toList();
    }

    /** Under a location that is there: one that is not mounted for a while ends nothing. */
    private boolean isWatched(String where) {
        return settings.locations().stream()
                .anyMatch(location ->
                        Files.isDirectory(location) && Path.of(where).startsWith(location));
    }

    private void bring(Source source) {
        var other = seen.get(source.name());
        if (other != null && !other.where().equals(source.where())) {
            reject(source, List.of("its name is taken by the one " + other.where() + ": rename the folder and the id"));
            return;
        }
        try {
            var teleservice = read(source.name(), source.content());
            check(teleservice);
            bundles.enforce(Authority.DEFAULT, teleservice, clock.instant());
            agreed.put(source.name(), teleservice.hash());
            inForce.put(source.name(), teleservice);
            if (rejected.remove(source.where()) != null || other != null) {
                LOG.info("téléservice {} is in force as it stands now", source.name());
            }
        } catch (InvalidTeleservice invalid) {
            reject(source, invalid.defects());
        }
        seen.put(source.name(), source); // not before: what fails on the ledger's side is tried again
    }

    private static Teleservice read(String id, Source.Content content) {
        try {
            return Teleservice.read(content.read());
        } catch (InvalidTeleservice | DataAccessException known) { // that the ledger is away says nothing of it
            throw known;
        } catch (IOException unreadable) {
            throw new InvalidTeleservice(id, List.of("it can't be read: " + unreadable.getMessage()));
        } catch (RuntimeException unforeseen) { // one never stops the others, whatever is in it
            LOG.error("téléservice {}: {}", id, Traces.of(unforeseen));
            throw new InvalidTeleservice(
                    id, List.of("it can't be used (" + unforeseen.getClass().getSimpleName() + "): see the hub's log"));
        }
    }

    private void reject(Source source, List<String> defects) {
        rejected.put(source.where(), new Rejected(source.name(), source.where(), defects, clock.instant()));
        LOG.error("{}", new InvalidTeleservice(source.name(), defects).getMessage());
    }

    /** What only an installation can tell: whether the targets are there, and whether portals may go on as they do. */
    private void check(Teleservice teleservice) {
        var definition = teleservice.definition();
        var defects = defects(teleservice);
        former(definition.id()).ifPresent(before -> defects.addAll(FormContract.broken(before, teleservice)));
        if (!defects.isEmpty()) {
            throw new InvalidTeleservice(definition.id(), defects);
        }
    }

    private Optional<Teleservice> former(String id) {
        return Optional.ofNullable(inForce.get(id))
                .or(() -> Optional.ofNullable(bundles.inForce(Authority.DEFAULT).get(id))
                        .flatMap(hash -> bundles.find(Authority.DEFAULT, hash))
                        .flatMap(Teleservices::stillReadable));
    }

    /** One kept by an earlier release may be none any more; it then binds nobody. */
    private static Optional<Teleservice> stillReadable(TeleserviceFolder kept) {
        try {
            return Optional.of(Teleservice.read(kept));
        } catch (InvalidTeleservice outdated) {
            return Optional.empty();
        }
    }

    private void withdraw(Source source) {
        var id = source.name();
        if (!bundles.byHand(Authority.DEFAULT).contains(id)) { // else it was rejected, and never was this one
            bundles.withdraw(Authority.DEFAULT, id, clock.instant());
            inForce.remove(id);
            agreed.remove(id);
            LOG.info("téléservice {} is withdrawn: its folder is gone", id);
        }
        seen.remove(id); // not before: what fails on the ledger's side is tried again
    }

    private void follow() {
        var now = bundles.inForce(Authority.DEFAULT);
        var changed = new HashSet<>(now.keySet());
        changed.addAll(agreed.keySet());
        for (var id : changed) {
            var hash = now.get(id);
            if (Objects.equals(hash, agreed.get(id))) {
                continue;
            }
            if (hash == null) {
                agreed.remove(id);
                inForce.remove(id);
                LOG.info("téléservice {} is withdrawn by another hub", id);
            } else {
                adopt(id, hash);
            }
        }
    }

    /** One made for another release of the hub may ask for what this one can't do: then what was in force here stays. */
    private void adopt(String id, String hash) {
        var where = "the ledger, bundle " + hash;
        try {
            var teleservice =
                    read(id, () -> bundles.find(Authority.DEFAULT, hash).orElseThrow());
            var defects = defects(teleservice);
            if (!defects.isEmpty()) {
                throw new InvalidTeleservice(id, defects);
            }
            inForce.put(id, teleservice);
            LOG.info("téléservice {} is in force as the ledger has it", id);
        } catch (InvalidTeleservice unusable) {
            rejected.put(where, new Rejected(id, where, unusable.defects(), clock.instant()));
            LOG.error("{}", unusable.getMessage());
        }
        agreed.put(id, hash);
    }
}
