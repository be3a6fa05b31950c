package fr.relais.simulators;

import java.util.Comparator;
import java.util.List;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** Finds the simulated systems on the class path, with or without an application context, so that no list is kept. */
final class SystemCatalogue {

    private SystemCatalogue() {}

    static List<SimulatedSystem> systems() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(SimulatedSystem.class));
        List<SimulatedSystem> found = scan.findCandidateComponents(SystemCatalogue.class.getPackageName()).stream()
                .map(candidate -> candidate.getBeanClassName())
                .map(SystemCatalogue::create)
                .sorted(Comparator.comparingInt(SimulatedSystem::portOffset))
                .toList();
        if (found.stream().map(SimulatedSystem::portOffset).distinct().count() < found.size()) {
            throw new IllegalStateException("two simulated systems have the same portOffset: give one of them another");
        }
        return found;
    }

    private static SimulatedSystem create(String className) {
        Class<?> type = ClassUtils.resolveClassName(className, SystemCatalogue.class.getClassLoader());
        return (SimulatedSystem) BeanUtils.instantiateClass(type);
    }
}
