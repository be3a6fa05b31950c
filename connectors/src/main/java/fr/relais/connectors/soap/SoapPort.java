package fr.relais.connectors.soap;

import fr.relais.connectors.Evidence;
import fr.relais.connectors.Expiry;
import fr.relais.connectors.Finding;
import fr.relais.connectors.Lease;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Outcome.Unknown;
import io.opentelemetry.context.Context;
import jakarta.xml.ws.BindingProvider;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.xml.namespace.QName;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.message.Message;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.ConnectionType;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.apache.cxf.ws.addressing.EndpointReferenceUtils;
import org.jspecify.annotations.Nullable;

/**
 * A SOAP port of a target, safe to share between threads.
 *
 * <p>One call here is one request on the wire: no redirect, no retransmission, no retry by any layer below.
 *
 * @param <P> the port type generated from the contract
 */
public final class SoapPort<P> {

    static {
        // A pooled connection the target has just closed would make a POST that went nowhere look like one that may
        // have arrived.
        // Read once by the JDK, so it is set before its HTTP client is first used; an operator's own value wins.
        if (System.getProperty("jdk.httpclient.keepalive.timeout") == null) {
            System.setProperty("jdk.httpclient.keepalive.timeout", "4");
        }
    }

    private final P port;
    private final SoapSettings settings;
    private final Function<Exception, @Nullable Refusal> faults;
    private final WireFormat format;
    private final List<Expiry> expiries;

    /**
     * Opens nothing yet.
     *
     * @param contract the WSDL, from the class path: never fetched from the target
     * @param faults recognises the contract's typed faults
     */
    public SoapPort(
            Class<P> type,
            QName service,
            QName name,
            String contract,
            SoapSettings settings,
            Function<Exception, @Nullable Refusal> faults) {
        var factory = new JaxWsProxyFactoryBean();
        factory.setServiceClass(type);
        factory.setServiceName(service);
        factory.setEndpointName(name);
        factory.setWsdlURL(contract);
        factory.setAddress(Objects.requireNonNull(settings.url(), "url").toString());
        this.port = type.cast(factory.create());
        this.settings = settings;
        this.faults = faults;

        var client = ClientProxy.getClient(port);
        client.getOutInterceptors().add(new TraceHeader());
        client.getOutInterceptors().add(new RequestRecorder());
        client.getInInterceptors().add(new AnswerGuard());
        client.getInFaultInterceptors().add(new AnswerGuard());
        this.expiries = WsSecurity.put(client, settings.security());
        var properties = client.getEndpoint();
        properties.put(Message.SCHEMA_VALIDATION_ENABLED, "IN");
        properties.put(HTTPConduit.NO_IO_EXCEPTIONS, true); // statuses are judged by us, with their body in hand
        properties.put(HTTPConduit.FORCE_HTTP_VERSION, "1.1");
        properties.put(StaxUtils.MAX_ELEMENT_DEPTH, "50");
        properties.put(StaxUtils.MAX_ELEMENT_COUNT, "10000");
        properties.put(StaxUtils.MAX_CHILD_ELEMENTS, "2000");
        properties.put(StaxUtils.MAX_ATTRIBUTE_SIZE, "4096");
        properties.put(StaxUtils.MAX_TEXT_LENGTH, "200000");
        ((BindingProvider) port).getRequestContext().put("thread.local.request.context", "true");
        ((HTTPConduit) client.getConduit()).setClient(policy(settings));
        this.format = new WireFormat(EndpointReferenceUtils.getSchema(
                client.getEndpoint().getService().getServiceInfos().getFirst(), client.getBus()));
    }

    private static HTTPClientPolicy policy(SoapSettings settings) {
        var policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(settings.connectTimeout().toMillis());
        policy.setReceiveTimeout(settings.callTimeout().toMillis()); // this clock runs while connecting, too
        policy.setConnection(ConnectionType.KEEP_ALIVE);
        policy.setAutoRedirect(false);
        policy.setMaxRetransmits(0);
        policy.setAllowChunking(false);
        return policy;
    }

    /** Until when the certificates it signs with, and knows answers by, are good. */
    public List<Expiry> expiries() {
        return expiries;
    }

    /** Validates a message against the contract, before anything is sent. */
    public WireFormat format() {
        return format;
    }

    /**
     * The state-changing call of a delivery, to be made.
     *
     * @param reference finds the target's own in an answer of the contract, which is the proof
     */
    public <Q, R> Change change(Q message, Operation<P, Q, R> operation, Function<R, String> reference) {
        return new Change(
                message,
                format,
                lease -> change(
                        lease,
                        (target, transcript) ->
                                new Delivered(reference.apply(operation.ask(target, message)), transcript.evidence())));
    }

    /**
     * The same operation, its binary content beside the message (MTOM). A signed message keeps it inside: what stands beside it would not
     * be signed.
     */
    public <Q, R> Operation<P, Q, R> withAttachments(Operation<P, Q, R> operation) {
        if (settings.security().mode() == SecuritySettings.Mode.SIGNATURE) {
            return operation;
        }
        return (target, message) -> {
            var context = ((BindingProvider) target).getRequestContext();
            context.put(Message.MTOM_ENABLED, true);
            try {
                return operation.ask(target, message);
            } finally {
                context.remove(Message.MTOM_ENABLED);
            }
        };
    }

    private Outcome change(Lease lease, Call<P, Outcome> call) {
        if (!lease.covers(settings.callTimeout())) {
            return Failed.later(Failed.LEASE_TOO_SHORT, null, Evidence.NONE);
        }
        return switch (make(call)) {
            case Answer.Came<Outcome>(Outcome outcome, Evidence evidence) -> outcome;
            case Answer.Broke<Outcome>(Outcome outcome) -> outcome;
        };
    }

    /** Makes a call that changes nothing at the target: whatever breaks, nothing was applied. */
    public <T> Answer<T> read(Call<P, T> call) {
        return switch (make(call)) {
            case Answer.Came<T> came -> came;
            case Answer.Broke<T>(Unknown(var cause, var evidence)) ->
                new Answer.Broke<>(Failed.later("read-" + cause, null, evidence));
            case Answer.Broke<T> broke -> broke;
        };
    }

    /** Ends in time whatever the target does: below, an answer's head is timed, but its body could come for ever. */
    private <T> Answer<T> make(Call<P, T> call) {
        var transcript = new Transcript();
        var running = new FutureTask<>(Context.current().wrap(() -> make(call, transcript)));
        Thread.ofVirtual().name("soap").start(running);
        try {
            return running.get(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            return new Answer.Broke<>(
                    Breakdown.conclude(new HttpTimeoutException("call"), transcript, settings.maintenancePage()));
        } catch (ExecutionException defect) {
            throw new IllegalStateException(defect);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Answer.Broke<>(Breakdown.conclude(stopping, transcript, settings.maintenancePage()));
        } finally {
            running.cancel(true);
        }
    }

    private <T> Answer<T> make(Call<P, T> call, Transcript transcript) {
        var context = ((BindingProvider) port).getRequestContext();
        context.put(Transcript.KEY, transcript);
        try {
            return new Answer.Came<>(call.on(port, transcript), transcript.evidence());
        } catch (Exception broken) { // typed faults are checked, all else is runtime
            var refusal = faults.apply(broken);
            return new Answer.Broke<>(
                    refusal == null
                            ? Breakdown.conclude(broken, transcript, settings.maintenancePage())
                            : refusal.with(transcript.evidence()));
        } finally {
            context.remove(Transcript.KEY);
        }
    }

    /** An operation of the contract. */
    @FunctionalInterface
    public interface Operation<P, Q, R> {

        R ask(P port, Q message) throws Exception;
    }

    /** One request to the port. */
    @FunctionalInterface
    public interface Call<P, T> {

        T on(P port, Transcript transcript) throws Exception;
    }

    /** A typed fault of the contract, read. */
    @FunctionalInterface
    public interface Refusal {

        Outcome with(Evidence evidence);
    }

    /** How a call ended. */
    public sealed interface Answer<T> {

        /** By an answer of the contract. */
        record Came<T>(T content, Evidence evidence) implements Answer<T> {}

        /** By a fault or breakdown, which is the outcome. */
        record Broke<T>(Outcome outcome) implements Answer<T> {

            /** Why, in a word. */
            public String cause() {
                return outcome instanceof Failed failed ? failed.cause() : Finding.NoAnswer.REFUSED;
            }

            /** For how long the target asked to be left alone, if it did. */
            public @Nullable Duration retryAfter() {
                return outcome instanceof Failed failed ? failed.retryAfter() : null;
            }
        }
    }
}
