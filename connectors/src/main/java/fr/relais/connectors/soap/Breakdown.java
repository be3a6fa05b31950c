package fr.relais.connectors.soap;

import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Outcome.Unknown;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.cxf.interceptor.Fault;

/** What may be concluded from a call that brought neither an answer of the contract nor a fault of it. */
final class Breakdown {

    private static final Set<Integer> NOT_NOW = Set.of(429, 503);
    private static final Set<Integer> NEVER = Set.of(400, 401, 403);

    static Outcome conclude(Exception exception, Transcript transcript, String maintenancePage) {
        var evidence = transcript.evidence();
        var status = transcript.status();
        if (status == null) {
            return withoutAnswer(exception, transcript);
        }
        if (NOT_NOW.contains(status)) {
            return Failed.later("http-" + status, transcript.retryAfter(), evidence);
        }
        if (NEVER.contains(status)) {
            return Failed.never("http-" + status, evidence);
        }
        if (!maintenancePage.isBlank() && transcript.holds(maintenancePage)) {
            return Failed.later("maintenance-page", transcript.retryAfter(), evidence);
        }
        if (isSecurityFault(exception)) {
            return Failed.never("ws-security", evidence);
        }
        return new Unknown(cause(exception, status), evidence);
    }

    private static Outcome withoutAnswer(Exception exception, Transcript transcript) {
        var evidence = transcript.evidence();
        if (isCausedBy(exception, UnknownHostException.class)
                || isCausedBy(exception, UnresolvedAddressException.class)) {
            return Failed.later("unknown-host", null, evidence);
        }
        if (isCausedBy(exception, HttpConnectTimeoutException.class)) {
            return Failed.later("connect-timeout", null, evidence);
        }
        if (isCausedBy(exception, ConnectException.class)) {
            return Failed.later("connection-refused", null, evidence);
        }
        if (isCausedBy(exception, SSLHandshakeException.class) || isNoTls(exception)) {
            return Failed.later("tls-failure", null, evidence);
        }
        if (isCausedBy(exception, HttpTimeoutException.class) || isCausedBy(exception, SocketTimeoutException.class)) {
            return new Unknown("read-timeout", evidence);
        }
        return new Unknown(isCausedBy(exception, IOException.class) ? "connection-lost" : "no-answer", evidence);
    }

    /** A target that answers the first TLS message in plain text: the JDK has no type for it, and sends nothing more. */
    private static boolean isNoTls(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException
                    && String.valueOf(cause.getMessage()).contains("SSL message")) {
                return true;
            }
        }
        return false;
    }

    private static String cause(Exception exception, int status) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof AnswerGuard.NoSoapAnswer answer) {
                return String.valueOf(answer.getMessage());
            }
            if (cause instanceof AnswerSecurity.UntrustedAnswer) {
                return "answer-untrusted";
            }
            if (cause instanceof HttpTimeoutException) {
                return "read-timeout";
            }
            if (cause instanceof IOException) {
                return "answer-cut-off";
            }
        }
        return status == 500 ? "soap-fault" : "answer-unreadable";
    }

    /** JAX-WS rewrites the code of a fault it does not know; CXF's own, beneath, keeps the target's. */
    private static boolean isSecurityFault(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof Fault fault
                    && fault.getFaultCode() != null
                    && SecurityFaults.include(fault.getFaultCode())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCausedBy(Throwable exception, Class<? extends Throwable> type) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private Breakdown() {}
}
