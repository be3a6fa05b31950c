package fr.relais.connectors.courriel;

import fr.relais.connectors.Evidence;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Outcome.Unknown;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Hands mails to a mail server (RFC 5321), each over a connection of its own: there are few.
 *
 * <p>A mail applies nothing, whatever became of it: only its link does, once somebody opens it. So one that may have been taken is
 * simply sent again, and one that was taken proves nothing.
 */
final class SmtpClient {

    /** RFC 4954, section 6: what trying again does not mend. */
    private static final Pattern REFUSED = Pattern.compile("^(530|534|535|538)\\b");

    private static final int LONGEST_CHAIN = 20;

    private final CourrielSettings settings;
    private final SmtpSettings server;
    private final Session session;

    SmtpClient(CourrielSettings settings, SmtpSettings server) {
        this.settings = settings;
        this.server = server;
        this.session = Session.getInstance(properties());
    }

    private Properties properties() {
        var protocol = protocol();
        var properties = new Properties();
        properties.put("mail." + protocol + ".connectiontimeout", millis(server.connectTimeout()));
        properties.put("mail." + protocol + ".timeout", millis(server.readTimeout()));
        properties.put("mail." + protocol + ".writetimeout", millis(server.readTimeout()));
        properties.put("mail." + protocol + ".ssl.checkserveridentity", "true");
        properties.put("mail." + protocol + ".quitwait", "false");
        properties.put("mail." + protocol + ".auth", String.valueOf(server.username() != null));
        boolean starttls = server.security() == SmtpSettings.Security.STARTTLS;
        properties.put("mail." + protocol + ".starttls.enable", String.valueOf(starttls));
        properties.put("mail." + protocol + ".starttls.required", String.valueOf(starttls));
        return properties;
    }

    private String protocol() {
        return server.security() == SmtpSettings.Security.TLS ? "smtps" : "smtp";
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    Outcome send(Mail mail) {
        try (Transport transport = session.getTransport(protocol())) {
            transport.connect(server.host(), server.port(), server.username(), server.password());
            var message = message(mail);
            transport.sendMessage(message, message.getAllRecipients());
            var evidence = new Evidence(null, null, mail.subject() + "\n" + mail.link(), "250");
            return new Unknown(Unknown.AWAITS_PROOF, evidence);
        } catch (AuthenticationFailedException refused) {
            return unauthenticated(refused);
        } catch (MessagingException broken) {
            return failed(broken);
        }
    }

    /** The library calls every answer to AUTH but yes a refusal, and none at all too. */
    private static Outcome unauthenticated(AuthenticationFailedException refused) {
        return REFUSED.matcher(String.valueOf(refused.getMessage())).find()
                ? Failed.never("smtp-authentication", Evidence.NONE)
                : Failed.later("smtp-authentication", null, Evidence.NONE);
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        var message = new Named(session, mail.messageId(domain()));
        message.setFrom(new InternetAddress(settings.from()));
        message.setRecipient(RecipientType.TO, new InternetAddress(settings.to()));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(settings.lane().settle()), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(Clock.systemUTC().instant()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answering machine answers
        return message;
    }

    private String domain() {
        return settings.from().substring(settings.from().indexOf('@') + 1);
    }

    private static Outcome failed(MessagingException broken) {
        var code = code(broken);
        if (code.isPresent()) {
            var cause = "smtp-" + code.getAsInt();
            return code.getAsInt() >= 500
                    ? Failed.never(cause, Evidence.NONE)
                    : Failed.later(cause, null, Evidence.NONE);
        }
        return isOfACertificate(broken)
                ? Failed.never("smtp-certificate", Evidence.NONE)
                : Failed.later("no-connection", null, Evidence.NONE);
    }

    /** A server that hangs up amid its handshake may be starting; one with a wrong certificate is a wrong server. */
    private static boolean isOfACertificate(Throwable broken) {
        return Stream.iterate(broken, Objects::nonNull, Throwable::getCause)
                .limit(LONGEST_CHAIN)
                .anyMatch(CertificateException.class::isInstance);
    }

    /** What the server answered, wherever in the chain it is told. */
    private static OptionalInt code(MessagingException broken) {
        for (@Nullable Exception link = broken;
                link instanceof MessagingException known;
                link = known.getNextException()) {
            int code = switch (known) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPSendFailedException send -> send.getReturnCode();
                default -> -1;
            };
            if (code >= 400) {
                return OptionalInt.of(code);
            }
        }
        return OptionalInt.empty();
    }

    /** A message with an id of our own, which saving would replace. */
    private static final class Named extends MimeMessage {

        private final String id;

        Named(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
