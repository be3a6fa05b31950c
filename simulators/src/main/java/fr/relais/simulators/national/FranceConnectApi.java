package fr.relais.simulators.national;

import fr.relais.simulators.gate.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The userinfo endpoint of FranceConnect: what the scopes of a test token show of its person (OpenID Connect Core 1.0, 5.3). */
final class FranceConnectApi implements Api {

    private static final Map<String, List<String>> OPENS = Map.of(
            "openid", List.of("sub"),
            "identite_pivot",
                    List.of(
                            "given_name",
                            "given_name_array",
                            "family_name",
                            "birthdate",
                            "gender",
                            "birthplace",
                            "birthcountry"),
            "profile", List.of("given_name", "family_name", "birthdate", "gender", "preferred_username"),
            "birth", List.of("birthplace", "birthcountry"),
            "email", List.of("email"),
            "phone", List.of("phone_number"));

    private final Cases cases;

    FranceConnectApi(Cases cases) {
        this.cases = cases;
    }

    @Override
    public Reply answer(Asked asked) {
        if (!asked.path().equals("/api/v2/userinfo")) {
            return Reply.of(404, "application/json", "{}");
        }
        var claims = cases.franceConnect(asked.bearer());
        if (claims.isEmpty()) {
            return Reply.of(401, "application/json", "{\"error\":\"invalid_token\"}")
                    .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        var shown = claims.get();
        shown.retain(opened(shown.path("scope").asString("")));
        return Reply.of(200, "application/json", shown.toString());
    }

    private static Set<String> opened(String scopes) {
        return Arrays.stream(scopes.split(" "))
                .flatMap(scope ->
                        Optional.ofNullable(OPENS.get(scope)).map(List::stream).orElseGet(Stream::empty))
                .collect(Collectors.toSet());
    }
}
