package fr.relais.routes.alerts;

import fr.relais.mappings.json.Json;
import fr.relais.routes.alerts.AlertsSettings.Recipient;
import fr.relais.routes.channels.Traces;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands notices to a mail server and to webhooks. */
@Component
final class Teller {

    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AlertsSettings settings;
    private final ObjectProvider<JavaMailSender> mails;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    Teller(AlertsSettings settings, ObjectProvider<JavaMailSender> mails) {
        this.settings = settings;
        this.mails = mails;
    }

    /** Whether it need not be tried again: a way to him took it, or there is none. What one way took is not told twice for the other's sake. */
    boolean tell(Recipient recipient, Notice notice) {
        boolean mailed = recipient.mail() != null && mail(recipient.mail(), notice);
        boolean posted = recipient.webhook() != null && post(recipient.webhook(), notice);
        return mailed || posted || !recipient.isReachable();
    }

    private boolean mail(String to, Notice notice) {
        var sender = mails.getIfAvailable();
        if (sender == null) {
            LOG.error("nobody is told by mail: set spring.mail.host, or take the addresses out of relais.alerts");
            return true; // trying again would not help
        }
        try {
            var message = sender.createMimeMessage();
            var parts = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            parts.setFrom(settings.from());
            parts.setTo(to);
            parts.setSubject(notice.subject());
            parts.setText(notice.text());
            message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answering machine answers
            sender.send(message);
            return true;
        } catch (MessagingException | MailException away) {
            LOG.error("a mail could not be handed to its server: {}", Traces.of(away));
            return false;
        }
    }

    private boolean post(URI webhook, Notice notice) {
        try {
            var coming = http.sendAsync(
                    HttpRequest.newBuilder(webhook)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(
                                    Json.EDGE.writeValueAsBytes(notice.document())))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            var answer = inTime(coming);
            if (answer.statusCode() / 100 == 2) {
                return true;
            }
            LOG.error("a webhook at {} answered {}", webhook.getHost(), answer.statusCode());
        } catch (ExecutionException | TimeoutException away) {
            LOG.error("a webhook at {} could not be reached: {}", webhook.getHost(), Traces.of(away));
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Head and body: one that begins to answer and never ends would hold up all alerts. */
    private static HttpResponse<Void> inTime(CompletableFuture<HttpResponse<Void>> coming)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return coming.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            coming.cancel(true);
        }
    }
}
