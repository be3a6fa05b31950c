package fr.relais.mappings.teleservice;

import fr.relais.mappings.teleservice.Definition.Check;
import fr.relais.mappings.teleservice.Definition.Target;
import fr.relais.mappings.teleservice.Definition.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The questions of one téléservice, ready to be asked: its checks, whom a submission concerns, and whether an agent must look first. */
final class Rules {

    private final Map<Check, Predicate> checks = new LinkedHashMap<>();
    private final Map<Target, Predicate> conditions = new LinkedHashMap<>();
    private final Map<Verification, Predicate> verifications = new LinkedHashMap<>();
    private final List<Target> targets;

    private Rules(List<Target> targets) {
        this.targets = targets;
    }

    /** Compiles them, and adds to the defects what can't be. */
    static Rules compile(Definition definition, List<String> defects) {
        var rules = new Rules(definition.targets());
        for (var check : definition.checks()) {
            compile(rules.checks, check, "check \"" + check.code() + "\"", check.predicate(), defects);
        }
        for (var target : definition.targets()) {
            if (target.when() != null) {
                compile(rules.conditions, target, "condition of target " + target.system(), target.when(), defects);
            }
        }
        for (var verification : definition.verify()) {
            compile(
                    rules.verifications,
                    verification,
                    "verification \"" + verification.code() + "\"",
                    verification.when(),
                    defects);
        }
        return rules;
    }

    private static <K> void compile(Map<K, Predicate> into, K key, String name, String source, List<String> defects) {
        try {
            into.put(key, Predicate.compile(name, source));
        } catch (IllegalArgumentException broken) {
            defects.add("teleservice.yml, %s: %s".formatted(name, broken.getMessage()));
        }
    }

    List<Problem> problems(JsonNode filed) {
        var problems = new ArrayList<Problem>();
        checks.forEach((check, predicate) -> {
            if (!predicate.holds(filed)) {
                problems.add(new Problem(check.pointer(), check.code(), check.wording()));
            }
        });
        return problems;
    }

    /** In the order they are listed; what waits for one that is not concerned is not either. */
    List<Target> concerned(JsonNode filed) {
        var concerned = new ArrayList<Target>();
        for (var target : targets) {
            var condition = conditions.get(target);
            var after = target.after();
            boolean canCome = after == null
                    || concerned.stream().anyMatch(other -> other.system().equals(after.system()));
            if (canCome && (condition == null || condition.holds(filed))) {
                concerned.add(target);
            }
        }
        return concerned;
    }

    Optional<Verification> verification(JsonNode filed) {
        return verifications.entrySet().stream()
                .filter(verification -> verification.getValue().holds(filed))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
