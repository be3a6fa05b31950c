package fr.relais.simulators.admin;

import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.Call;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.journal.Applied;
import fr.relais.simulators.journal.Decisions;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/admin")
final class AdminController {

    private final Simulators simulators;

    AdminController(Simulators simulators) {
        this.simulators = simulators;
    }

    @GetMapping("/systems")
    List<SystemView> systems() {
        return simulators.systems().stream().map(SystemView::of).toList();
    }

    @GetMapping("/records")
    List<Applied> records(@RequestParam(required = false) @Nullable String system) {
        return chosen(system).stream()
                .flatMap(each -> each.records().stream())
                .sorted(Comparator.comparing(Applied::appliedAt))
                .toList();
    }

    @DeleteMapping("/records")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@RequestParam(required = false) @Nullable String system) {
        chosen(system).forEach(RunningSystem::forget);
    }

    @GetMapping("/calls")
    List<Call> calls(@RequestParam(required = false) @Nullable String system) {
        return chosen(system).stream()
                .flatMap(each -> each.calls().stream())
                .sorted(Comparator.comparing(Call::at))
                .toList();
    }

    /** What somebody behind a system decides of a request, by the key it was delivered under. */
    record Order(String cleRelais, Decisions.Sens sens) {}

    @PostMapping("/decisions/{system}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(@PathVariable String system, @RequestBody Order order) {
        simulators.system(system).decide(order.cleRelais(), order.sens());
    }

    @GetMapping("/faults/{system}")
    Fault fault(@PathVariable String system) {
        return simulators.system(system).fault();
    }

    @PutMapping("/faults/{system}")
    Fault fail(@PathVariable String system, @RequestBody Fault fault) {
        RunningSystem target = simulators.system(system);
        target.fail(fault);
        return target.fault();
    }

    private List<RunningSystem> chosen(@Nullable String system) {
        return system == null ? simulators.systems() : List.of(simulators.system(system));
    }
}
