package fr.relais.simulators.national;

import fr.relais.simulators.gate.Backend;
import fr.relais.simulators.gate.Call;
import fr.relais.simulators.gate.Reply;
import fr.relais.simulators.gate.Request;
import java.time.Instant;

/** Puts an API behind a gate: every request is a call, and none changes anything. */
final class ApiBackend implements Backend {

    private static final String ERROR =
            "{\"errors\":[{\"code\":\"%s\",\"title\":\"%s\",\"detail\":\"\",\"source\":null}]}";

    private final String system;
    private final Api api;

    ApiBackend(String system, Api api) {
        this.system = system;
        this.api = api;
    }

    /** Of a request only its path is noted: what is asked is somebody's. */
    @Override
    public Call describe(Request request) {
        return new Call(system, request.target().replaceFirst("\\?.*", ""), null, Instant.now(), false);
    }

    @Override
    public boolean isCall(Request request) {
        return true;
    }

    @Override
    public Reply apply(Request request) {
        return api.answer(Asked.of(request));
    }

    @Override
    public Reply fault() {
        return Reply.of(502, "application/json", ERROR.formatted("37999", "Erreur fournisseur"));
    }

    @Override
    public Reply refusal() {
        return Reply.of(403, "application/json", ERROR.formatted("00100", "Privilèges insuffisants"));
    }

    @Override
    public void close() {}
}
