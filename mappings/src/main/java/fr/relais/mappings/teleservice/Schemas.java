package fr.relais.mappings.teleservice;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.regex.RegularExpression;
import fr.relais.mappings.model.Bic;
import fr.relais.mappings.model.Iban;
import fr.relais.mappings.model.Nir;
import fr.relais.mappings.model.PartialDate;
import fr.relais.mappings.model.Siret;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** JSON Schema 2020-12 with the formats of the trade, asserted; nothing is ever fetched from outside. */
final class Schemas {

    private static final Pattern INSEE_COMMUNE = Pattern.compile("[0-9][0-9AB][0-9]{3}");

    private static final Pattern RFC_3339 = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .format(new TradeFormat("iban", Iban::accepts))
            .format(new TradeFormat("bic", Bic::accepts))
            .format(new TradeFormat("nir", Nir::accepts))
            .format(new TradeFormat("siret", Siret::accepts))
            .format(new TradeFormat("partial-date", PartialDate::accepts))
            .format(new TradeFormat(
                    "insee-commune", code -> INSEE_COMMUNE.matcher(code).matches()))
            .format(new TradeFormat("date-time", Schemas::isInstant))
            .build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            DIALECT,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .regularExpressionFactory(Schemas::linear)
                    .build()));

    /** In time proportional to the text, whatever the pattern: a form's author can't make the hub hang. */
    private static RegularExpression linear(String pattern) {
        var compiled = com.google.re2j.Pattern.compile(pattern);
        return text -> compiled.matcher(text).find();
    }

    static Schema compile(JsonNode schema) {
        var compiled = REGISTRY.getSchema(schema);
        compiled.initializeValidators(); // broken references show now, not with the first citizen
        return compiled;
    }

    static List<Problem> problems(Schema schema, JsonNode document) {
        return schema.validate(document).stream().map(SchemaProblems::of).toList();
    }

    /** What the library accepts beyond this (leap seconds anywhere, far offsets), Java can't hold. */
    private static boolean isInstant(String text) {
        try {
            return RFC_3339.matcher(text).matches() && Instant.parse(text) != null;
        } catch (DateTimeParseException impossible) {
            return false;
        }
    }

    private record TradeFormat(String name, Predicate<String> accepts) implements Format {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return accepts.test(value);
        }
    }

    private Schemas() {}
}
