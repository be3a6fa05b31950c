package fr.relais.connectors.rest;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Expiring;
import fr.relais.connectors.Expiry;
import fr.relais.connectors.Expiry.Kind;
import fr.relais.connectors.FactSource;
import fr.relais.connectors.SourceSettings;
import fr.relais.mappings.teleservice.Wording;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every source that is a JSON API has in common: where it is, as whom it is known, and a client of its own. */
public abstract class RestSource implements FactSource, Expiring, AutoCloseable {

    protected final URI base;
    protected final JsonClient client;

    private final ConnectorId id;
    private final String name;
    private final SourceSettings source;
    private final boolean simulated;

    /**
     * A source.
     *
     * @param name a proper noun, the same in every language
     * @param url where it is; the simulator's when absent
     */
    protected RestSource(String id, String name, @Nullable URI url, URI simulator, SourceSettings source) {
        this.id = new ConnectorId(id);
        this.name = name;
        this.simulated = url == null;
        this.base = url == null ? simulator : url;
        this.source = source;
        this.client = new JsonClient(source.connectTimeout());
    }

    @Override
    public final ConnectorId id() {
        return id;
    }

    @Override
    public final Wording name() {
        return new Wording(name, name);
    }

    @Override
    public final SourceSettings source() {
        return source;
    }

    @Override
    public final boolean isSimulated() {
        return simulated;
    }

    /** The token that proves who asks, for as long as its issuer says; absent where there is none of that kind. */
    protected @Nullable String token() {
        return null;
    }

    @Override
    public final List<Expiry> expiries() {
        var expiries = new ArrayList<Expiry>();
        var token = token();
        if (token != null) {
            Bearer.end(token).ifPresent(end -> expiries.add(new Expiry(Kind.SECRET, "token", end)));
        }
        if (source.habilitationUntil() != null) {
            expiries.add(Expiry.on(Kind.HABILITATION, "habilitation", source.habilitationUntil()));
        }
        return expiries;
    }

    @Override
    public final void close() {
        client.close();
    }
}
