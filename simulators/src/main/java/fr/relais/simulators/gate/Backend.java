package fr.relais.simulators.gate;

/** What stands behind a gate: the true service, and how a fault is said in its protocol. */
public interface Backend extends AutoCloseable {

    Call describe(Request request);

    /** Whether it is a call, which is counted and touched by faults. A contract is read by GET, a call is made by POST. */
    default boolean isCall(Request request) {
        return request.method().equals("POST");
    }

    /** Hands the request over, whether or not its client still listens. */
    Reply apply(Request request);

    /** A breakdown that says nothing of what was applied. */
    Reply fault();

    /** A typed refusal: the system does not want these data. */
    Reply refusal();

    @Override
    void close();
}
