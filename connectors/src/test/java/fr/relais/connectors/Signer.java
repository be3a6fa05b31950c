package fr.relais.connectors;

import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.KeyGenerator;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.wss4j.dom.message.WSSecEncrypt;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Signs envelopes as a target or the hub would, or almost. */
record Signer(KeyMaterial keys, String name, String algorithm, String digest, List<String> parts, Instant now) {

    static Signer of(KeyMaterial keys, String name) {
        return new Signer(
                keys, name, WSConstants.RSA_SHA256, WSConstants.SHA256, List.of("Body", "Timestamp"), Instant.now());
    }

    Signer by(String other) {
        return new Signer(keys, other, algorithm, digest, parts, now);
    }

    Signer with(String signatureAlgorithm, String digestAlgorithm) {
        return new Signer(keys, name, signatureAlgorithm, digestAlgorithm, parts, now);
    }

    Signer only(String... signedParts) {
        return new Signer(keys, name, algorithm, digest, List.of(signedParts), now);
    }

    Signer at(Instant when) {
        return new Signer(keys, name, algorithm, digest, parts, when);
    }

    String sign(String envelope) {
        return write(signed(read(envelope), true));
    }

    String signWithoutTimestamp(String envelope) {
        return write(only("Body").signed(read(envelope), false));
    }

    private Document signed(Document document, boolean stamped) {
        WSSConfig.init();
        try {
            var header = header(document);
            if (stamped) {
                var timestamp = new WSSecTimestamp(header);
                timestamp.setWsTimeSource(() -> now);
                timestamp.build();
            }
            var crypto = new Merlin();
            crypto.setKeyStore(keys.open(name));
            var signature = new WSSecSignature(header);
            signature.setUserInfo(name, KeyMaterial.PASSWORD);
            signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
            signature.setSignatureAlgorithm(algorithm);
            signature.setDigestAlgo(digest);
            var signedParts = new ArrayList<WSEncryptionPart>();
            for (var part : parts) {
                var namespace = part.equals("Body") ? WSConstants.URI_SOAP11_ENV : WSConstants.WSU_NS;
                signedParts.add(new WSEncryptionPart(part, namespace, "Element"));
            }
            signature.getParts().addAll(signedParts);
            return signature.build(crypto);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Encrypts the Body for the hub, the key by RSA 1.5, then signs. */
    String encryptAndSign(String envelope) {
        var document = read(envelope);
        WSSConfig.init();
        try {
            var crypto = new Merlin();
            crypto.setTrustStore(keys.open("target"));
            var encryption = new WSSecEncrypt(header(document));
            encryption.setUserInfo("hub");
            encryption.setKeyEncAlgo(WSConstants.KEYTRANSPORT_RSA15);
            encryption.build(crypto, KeyGenerator.getInstance("AES").generateKey());
            return write(signed(document, true));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static WSSecHeader header(Document document) throws Exception {
        var header = new WSSecHeader(document);
        header.insertSecurityHeader();
        return header;
    }

    static Document read(String envelope) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(envelope)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String write(Document document) {
        try {
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
