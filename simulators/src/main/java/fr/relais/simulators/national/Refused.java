package fr.relais.simulators.national;

import fr.relais.simulators.gate.Reply;

/** A refusal, in the envelope of API Particulier. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refused(int status, String code, String title) {
        super(title);
        this.status = status;
        this.code = code;
    }

    Reply reply() {
        return Reply.of(
                status,
                status == 401 || status == 403 || status == 429 ? "application/json" : ParticulierApi.JSON_API,
                "{\"errors\":[{\"code\":\"%s\",\"title\":\"%s\",\"detail\":\"\",\"source\":null,\"meta\":{}}]}"
                        .formatted(code, getMessage()));
    }
}
