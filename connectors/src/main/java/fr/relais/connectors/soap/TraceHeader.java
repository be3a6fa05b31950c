package fr.relais.connectors.soap;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.cxf.helpers.CastUtils;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Tells the target which trace a request is part of (W3C Trace Context), beside the message: a target that does not know it passes it over. */
final class TraceHeader extends AbstractPhaseInterceptor<Message> {

    TraceHeader() {
        super(Phase.PRE_STREAM);
    }

    @Override
    public void handleMessage(Message message) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        Map<String, List<String>> before = CastUtils.cast((Map<?, ?>) message.get(Message.PROTOCOL_HEADERS));
        if (before != null) {
            headers.putAll(before);
        }
        W3CTraceContextPropagator.getInstance()
                .inject(
                        Context.current(),
                        headers,
                        (same, name, value) -> headers.put(name, new ArrayList<>(List.of(value))));
        message.put(Message.PROTOCOL_HEADERS, headers);
    }
}
