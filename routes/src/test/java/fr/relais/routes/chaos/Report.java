package fr.relais.routes.chaos;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a trial came to.
 *
 * @param did how often each thing was done to hubs and back-offices
 * @param lateSends attempts whose outcome came after their lease was over: each may have met another's
 * @param unproven what this machine can't do, and why
 */
record Report(
        Plan plan,
        int submissions,
        int unanswered,
        long applied,
        Map<String, Integer> did,
        long lateSends,
        Map<String, Long> states,
        List<Checker.Finding> findings,
        List<String> unproven) {

    private static final int SHOWN = 20;

    boolean isClean() {
        return findings.isEmpty();
    }

    String found() {
        var found = new ArrayList<String>();
        Checker.counts(findings).forEach((kind, count) -> {
            if (count > 0) {
                found.add(count + " " + kind);
            }
        });
        return String.join(", ", found);
    }

    void print(PrintStream out) {
        out.println("seed " + plan.seed());
        out.printf("%d posts, of which %d were given up unanswered; %d effects%n", submissions, unanswered, applied);
        did.forEach((blow, times) -> out.printf("%-32s %s%n", blow, times == 0 ? "not proven here" : times + " times"));
        out.println("deliveries: " + states);
        Checker.counts(findings).forEach((kind, count) -> out.printf("%-12s %d%n", kind, count));
        out.printf("%-12s %d attempts ended after their lease was over%n", "late", lateSends);
        unproven.forEach(row -> out.println("not proven   " + row));
        findings.stream().limit(SHOWN).forEach(finding -> out.println("  " + finding.kind() + ": " + finding.what()));
    }
}
