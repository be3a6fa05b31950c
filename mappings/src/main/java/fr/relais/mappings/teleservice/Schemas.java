package fr.relais.mappings.teleservice;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import fr.relais.mappings.model.Bic;
import fr.relais.mappings.model.Iban;
import fr.relais.mappings.model.PartialDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** JSON Schema 2020-12 with the formats of the trade, asserted; nothing is ever fetched from outside. */
final class Schemas {

    private static final Pattern INSEE_COMMUNE = Pattern.compile("[0-9][0-9AB][0-9]{3}");

    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .format(new TradeFormat("iban", Iban::accepts))
            .format(new TradeFormat("bic", Bic::accepts))
            .format(new TradeFormat("partial-date", PartialDate::accepts))
            .format(new TradeFormat(
                    "insee-commune", code -> INSEE_COMMUNE.matcher(code).matches()))
            .build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            DIALECT,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    static Schema compile(JsonNode schema) {
        var compiled = REGISTRY.getSchema(schema);
        compiled.initializeValidators(); // broken references show now, not with the first citizen
        return compiled;
    }

    static List<Problem> problems(Schema schema, JsonNode document) {
        return schema.validate(document).stream().map(SchemaProblems::of).toList();
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
