package fr.relais.routes.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import fr.relais.mappings.teleservice.Teleservice;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/** The register of processing activities (RGPD, article 30), a line each téléservice, for spreadsheets set to French. */
@Component
@EnableConfigurationProperties(PrivacySettings.class)
final class Register {

    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvWriteFeature.ALWAYS_QUOTE_STRINGS).build();

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Sheets sheets;
    private final PrivacySettings settings;

    Register(Sheets sheets, PrivacySettings settings) {
        this.sheets = sheets;
        this.settings = settings;
    }

    String csv() {
        var schema =
                CSV.schemaFor(Line.class).withHeader().withColumnSeparator(';').withLineSeparator("\r\n");
        return BYTE_ORDER_MARK
                + CSV.writer(schema)
                        .writeValueAsString(
                                sheets.processing().stream().map(this::line).toList());
    }

    private Line line(Teleservice teleservice) {
        var sheet = sheets.sheet(teleservice);
        return new Line(
                text(sheet.title()),
                text(sheet.id() + ", version " + sheet.version()),
                text(sheet.state()),
                text(settings.controller()),
                text(settings.officer()),
                text(sheet.owner()),
                text(sheet.purpose()),
                text(sheet.legalBasis()),
                "Usagers, membres de leur foyer, mandataires",
                text(sheet.fields().stream()
                        .map(Sheet.Field::title)
                        .distinct()
                        .collect(Collectors.joining(", ", "Identité ; ", pieces(sheet)))),
                text(Stream.concat(Stream.of("L'usager, le portail"), sheet.sources().stream())
                        .collect(Collectors.joining(", "))),
                text(sheet.recipients().stream().map(Register::recipient).collect(Collectors.joining(" | "))),
                "Aucun",
                text(sheet.retention() + " après le dépôt"),
                "Chiffrement au repos, accès par jeton et par portée, journal chaîné des actes, effacement à l'échéance");
    }

    private static String pieces(Sheet sheet) {
        return sheet.attachments().stream()
                .map(piece -> " ; pièce : " + piece.title())
                .collect(Collectors.joining());
    }

    private static String recipient(Sheet.Recipient recipient) {
        return recipient.name() + " : " + String.join(", ", recipient.parts());
    }

    /** A spreadsheet must not take it for a formula. */
    private static String text(String value) {
        return value.isEmpty() || "=+-@\t\r".indexOf(value.charAt(0)) < 0 ? value : "'" + value;
    }

    @JsonPropertyOrder({
        "Traitement",
        "Référence",
        "État",
        "Responsable de traitement",
        "Délégué à la protection des données",
        "Service chargé",
        "Finalité",
        "Base légale",
        "Personnes concernées",
        "Données",
        "Sources",
        "Destinataires",
        "Transferts hors de l'Union européenne",
        "Conservation",
        "Sécurité"
    })
    private record Line(
            @JsonProperty("Traitement") String title,
            @JsonProperty("Référence") String reference,
            @JsonProperty("État") String state,
            @JsonProperty("Responsable de traitement") String controller,

            @JsonProperty("Délégué à la protection des données")
            String officer,

            @JsonProperty("Service chargé") String owner,
            @JsonProperty("Finalité") String purpose,
            @JsonProperty("Base légale") String legalBasis,
            @JsonProperty("Personnes concernées") String people,
            @JsonProperty("Données") String data,
            @JsonProperty("Sources") String sources,
            @JsonProperty("Destinataires") String recipients,

            @JsonProperty("Transferts hors de l'Union européenne")
            String transfers,

            @JsonProperty("Conservation") String retention,
            @JsonProperty("Sécurité") String security) {}
}
