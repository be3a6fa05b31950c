package fr.relais.connectors.soap;

import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import java.util.HashMap;
import java.util.Map;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.saaj.SAAJInInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.ws.security.wss4j.CryptoCoverageChecker;
import org.apache.cxf.ws.security.wss4j.DefaultCryptoCoverageChecker;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.jspecify.annotations.Nullable;

/** Lets an answer through only if its WS-Security header shows that it is the target's. */
final class AnswerSecurity extends WSS4JInInterceptor {

    private final @Nullable CryptoCoverageChecker coverage;

    private AnswerSecurity(Map<String, Object> properties, @Nullable CryptoCoverageChecker coverage) {
        super(properties);
        this.coverage = coverage;
    }

    /** Nothing is asked of the answer, but what it shows must hold. */
    static AnswerSecurity unsigned() {
        var security = new AnswerSecurity(new HashMap<>(), null);
        security.setIgnoreActions(true);
        return security;
    }

    /** Body and Timestamp are to be signed, those of a fault too. */
    static AnswerSecurity signed(Map<String, Object> properties) {
        return new AnswerSecurity(properties, new DefaultCryptoCoverageChecker());
    }

    @Override
    public void handleMessage(SoapMessage message) {
        SAAJInInterceptor.INSTANCE.handleMessage(message);
        var refused = securityFaultCode(message);
        if (refused != null) {
            throw new SoapFault("ws-security", refused); // a target that does not trust us need not be trusted in that
        }
        try {
            super.handleMessage(message);
            if (coverage != null) {
                coverage.handleMessage(message);
            }
        } catch (SoapFault untrusted) {
            throw new Fault(new UntrustedAnswer(untrusted));
        }
    }

    private static @Nullable QName securityFaultCode(SoapMessage message) {
        try {
            var body = message.getContent(SOAPMessage.class).getSOAPBody();
            var code = body != null && body.hasFault() ? body.getFault().getFaultCodeAsQName() : null;
            return code != null && SecurityFaults.include(code) ? code : null;
        } catch (SOAPException unreadable) {
            throw new Fault(unreadable);
        }
    }

    /** An answer came, and nothing shows that it is the target's. */
    static final class UntrustedAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Without the fault it is made from, whose code reads as if the target had spoken. */
        UntrustedAnswer(SoapFault local) {
            super(local.getMessage(), local.getCause());
        }
    }
}
