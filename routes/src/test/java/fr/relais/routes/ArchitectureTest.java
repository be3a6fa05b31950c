package fr.relais.routes;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.InterceptStrategy;

/** Who may know whom. */
@AnalyzeClasses(packages = "fr.relais", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] FACES = {
        "..routes.recovery..",
        "..routes.prefill..",
        "..routes.attachments..",
        "..routes.catalogue..",
        "..routes.console..",
        "..routes.docs..",
        "..routes.kit..",
        "..routes.operations..",
        "..routes.retention.."
    };

    @ArchTest
    static final ArchRule mappingsKnowNeitherConnectorsNorRoutes = noClasses()
            .that()
            .resideInAPackage("fr.relais.mappings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("fr.relais.connectors..", "fr.relais.routes..", "org.springframework..");

    @ArchTest
    static final ArchRule connectorsDoNotKnowRoutes = noClasses()
            .that()
            .resideInAPackage("fr.relais.connectors..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("fr.relais.routes..");

    @ArchTest
    static final ArchRule connectorsDoNotKnowEachOther = slices().matching("fr.relais.connectors.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(DescribedPredicate.alwaysTrue(), inPackage("fr.relais.connectors.soap"))
            .ignoreDependency(DescribedPredicate.alwaysTrue(), inPackage("fr.relais.connectors.document"))
            .ignoreDependency(DescribedPredicate.alwaysTrue(), inPackage("fr.relais.connectors.rest"));

    @ArchTest
    static final ArchRule simulatorsShareNoWireType = noClasses()
            .that()
            .resideInAPackage("fr.relais.simulators..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("fr.relais.connectors..", "fr.relais.routes..");

    @ArchTest
    static final ArchRule routesKnowConnectorsThroughTheSpiOnly = noClasses()
            .that()
            .resideInAPackage("fr.relais.routes..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("fr.relais.connectors.*..");

    @ArchTest
    static final ArchRule theLedgerKnowsNoStage = noClasses()
            .that()
            .resideInAPackage("..routes.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..routes.intake..",
                    "..routes.translation..",
                    "..routes.dispatch..",
                    "..routes.delivery..",
                    "..routes.report..",
                    "..routes.recovery..");

    @ArchTest
    static final ArchRule translationKnowsNoIntake = stage("translation", "..routes.intake..");

    @ArchTest
    static final ArchRule dispatchKnowsNoEarlierStage =
            stage("dispatch", "..routes.intake..", "..routes.translation..");

    @ArchTest
    static final ArchRule deliveryKnowsNoEarlierStage =
            stage("delivery", "..routes.intake..", "..routes.translation..", "..routes.dispatch..");

    @ArchTest
    static final ArchRule reportKnowsNoEarlierStage = stage(
            "report", "..routes.intake..", "..routes.translation..", "..routes.dispatch..", "..routes.delivery..");

    @ArchTest
    static final ArchRule noStageKnowsTheOtherFaces = noClasses()
            .that()
            .resideInAnyPackage(
                    "..routes.intake..",
                    "..routes.translation..",
                    "..routes.ledger..",
                    "..routes.dispatch..",
                    "..routes.delivery..",
                    "..routes.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FACES);

    @ArchTest
    static final ArchRule onlyRoutesSeeExchanges = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Route")
            .and(not(belongTo(
                    assignableTo(InterceptStrategy.class)))) // it stands around the steps, and looks at no body
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Exchange.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ProducerTemplate.class);

    @ArchTest
    static final ArchRule beansHaveNoStateOfTheirOwn = fields().that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith("org.springframework.stereotype.Component")
            .and()
            .areDeclaredInClassesThat()
            .doNotHaveSimpleName("Closing")
            .should()
            .beFinal();

    /** S34: what no stylesheet can do, since none is ever run. */
    @ArchTest
    static final ArchRule noStylesheetIsEverRun = noClasses()
            .that()
            .resideInAPackage("fr.relais..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("javax\\.xml\\.transform\\..*(Transformer|Templates|TransformerHandler).*")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("net.sf.saxon..", "org.apache.xalan..", "org.apache.camel.component.xslt..")
            .orShould()
            .callMethodWhere(target(nameStartingWith("xslt")));

    @ArchTest
    static final ArchRule nothingIsCalledHelper = classes()
            .that()
            .resideInAPackage("fr.relais..")
            .should()
            .haveNameNotMatching(".*(Impl|Helper|Utils?|Manager|Dto|DTO)$");

    private static ArchRule stage(String stage, String... earlier) {
        return noClasses()
                .that()
                .resideInAPackage("..routes." + stage + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(earlier);
    }

    private static DescribedPredicate<JavaClass> inPackage(String name) {
        return DescribedPredicate.describe(
                "in " + name, type -> type.getPackageName().equals(name));
    }
}
